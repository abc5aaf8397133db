// A file that waits: how it is read, which column is what, what that gives, what would be wrong; then it is imported or thrown away.
import type { FileImport, FileReading, Mapping, OperationAnswer } from '@lotse/protocol'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { sourcesQuery } from '../app/data.ts'
import { Becomes } from '../mapping/Becomes.tsx'
import { draftOf, lackOf, type MappingDraft, mappingOf } from '../mapping/draft.ts'
import { KindChoice } from '../mapping/KindChoice.tsx'
import { MappingTable } from '../mapping/MappingTable.tsx'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Select } from '../parts/Select.tsx'
import { Switch } from '../parts/Switch.tsx'
import { Answer, Failure } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { CheckResult } from './CheckResult.tsx'
import css from './files.module.css'

type Preview = OperationAnswer<'previewImport'>

const ENCODINGS = Object.keys({
  'utf-8': true,
  'windows-1252': true,
  'utf-16le': true,
  'utf-16be': true,
} satisfies Record<FileReading['encoding'], true>) as FileReading['encoding'][]
const DELIMITERS = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' } as const satisfies Record<
  FileReading['delimiter'],
  string
>
const delimiters = Object.keys(DELIMITERS) as FileReading['delimiter'][]

/** The parts of the screen. */
export function ImportPlan({ file }: { file: FileImport }) {
  const [said, say] = useState<Partial<FileReading>>({})
  const query = useQuery({
    queryKey: ['import-preview', file.id, said],
    queryFn: ({ signal }) => call('previewImport', { params: { id: file.id }, query: said }, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Answer query={query}>
      {(preview) => (
        <Plan
          key={preview.columns.join('\n')}
          file={file}
          preview={preview}
          read={(change) => say({ ...said, ...change })}
        />
      )}
    </Answer>
  )
}

type PlanProps = { file: FileImport; preview: Preview; read: (change: Partial<FileReading>) => void }

function Plan({ file, preview, read }: PlanProps) {
  const { t } = useWords()
  const [draft, setDraft] = useState<MappingDraft>(() => draftOf(preview.mapping, preview.columns))
  const mapping = mappingOf(draft)
  const samples = (column: string) => preview.rows.slice(0, 3).map((row) => row[preview.columns.indexOf(column)] ?? '')
  return (
    <>
      <Card title={t('files.reading')} note={t(preview.remembered ? 'files.remembered' : 'files.guessed')}>
        <div className={css.stack}>
          {file.format === 'csv' ? <Reading reading={preview.reading} read={read} /> : null}
          <KindChoice draft={draft} change={setDraft} />
          <MappingTable draft={draft} change={setDraft} samples={samples} />
        </div>
      </Card>
      {lackOf(draft) === null ? (
        <Card title={t('files.try')}>
          <div className={css.stack}>
            <Becomes mapping={mapping} records={preview.records} />
            <Decide key={JSON.stringify(mapping)} file={file} mapping={mapping} reading={preview.reading} />
          </div>
        </Card>
      ) : null}
      <Discard file={file} />
    </>
  )
}

function Reading({ reading, read }: { reading: FileReading; read: (change: Partial<FileReading>) => void }) {
  const { t } = useWords()
  return (
    <div className={css.reading}>
      <Select
        label={t('files.delimiter')}
        value={reading.delimiter}
        choices={delimiters.map((value) => ({ value, label: t(`files.delimiters.${DELIMITERS[value]}`) }))}
        onChange={({ currentTarget }) =>
          read({ delimiter: delimiters.find((one) => one === currentTarget.value) ?? ';' })
        }
      />
      <Select
        label={t('files.encoding')}
        value={reading.encoding}
        choices={ENCODINGS.map((value) => ({ value, label: value.toUpperCase() }))}
        onChange={({ currentTarget }) =>
          read({ encoding: ENCODINGS.find((one) => one === currentTarget.value) ?? 'utf-8' })
        }
      />
    </div>
  )
}

type DecideProps = { file: FileImport; mapping: Mapping; reading: FileReading }

/** Checked before it is imported; the check is of this very mapping. */
function Decide({ file, mapping, reading }: DecideProps) {
  const { t } = useWords()
  const client = useQueryClient()
  const [live, setLive] = useState(false)
  const params = { id: file.id }
  const check = useMutation({ mutationFn: () => call('checkImport', { params, body: { mapping, reading } }) })
  const start = useMutation({
    mutationFn: () => call('startImport', { params, body: { mapping, reading, live } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['imports', file.sourceId] })
      await client.invalidateQueries(sourcesQuery)
    },
  })
  return (
    <>
      {check.data === undefined ? null : <CheckResult check={check.data} />}
      {check.isError ? <Failure failure={check.error} retry={() => check.mutate()} /> : null}
      {check.data === undefined ? (
        <div className={css.buttons}>
          <Button kind="primary" busy={check.isPending} onClick={() => check.mutate()}>
            {t('files.check')}
          </Button>
        </div>
      ) : (
        <>
          <Switch
            label={t('files.live')}
            hint={t('files.liveHint')}
            checked={live}
            onChange={(event) => setLive(event.currentTarget.checked)}
          />
          <div className={css.buttons}>
            <Button kind="primary" busy={start.isPending} onClick={() => start.mutate()}>
              {t('files.start')}
            </Button>
          </div>
        </>
      )}
      {start.isError ? <Failure failure={start.error} /> : null}
    </>
  )
}

function Discard({ file }: { file: FileImport }) {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { say, sayFailure } = useUndo()
  const discard = async () => {
    const title = t('files.discardAsk', { name: file.name })
    if (!(await confirmed({ title, text: t('files.discardText'), action: t('files.discard'), harm: true }))) return
    await call('cancelImport', { params: { id: file.id } })
    await client.invalidateQueries({ queryKey: ['imports', file.sourceId] })
    await navigate({ to: '/sources/$sourceId', params: { sourceId: file.sourceId } })
    say(t('files.discarded', { name: file.name }))
  }
  return (
    <div className={css.buttons}>
      <Button kind="quiet" onClick={() => void discard().catch(sayFailure)}>
        {t('files.discard')}
      </Button>
    </div>
  )
}
