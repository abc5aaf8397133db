// Files of a source: a place to drop one, and what became of those before.
import type { FileImport, Source } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMay } from '../app/member.ts'
import { Card } from '../parts/Card.tsx'
import { FileDrop } from '../parts/FileDrop.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Since } from '../parts/Since.tsx'
import { Answer, Failure } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import { importsQuery } from './data.ts'
import css from './files.module.css'
import { importTones } from './tones.ts'
import { uploadFile } from './upload.ts'

/** The card. */
export function UploadCard({ source }: { source: Source }) {
  const { t } = useWords()
  const may = useMay()
  const query = useQuery(importsQuery(source.id))
  return (
    <Card title={t('files.title')}>
      <div className={css.stack}>
        {may('sources.manage') ? <Drop sourceId={source.id} /> : null}
        <Answer query={query}>
          {({ items }) =>
            items.length === 0 ? <p className={css.quiet}>{t('files.none')}</p> : <Uploaded items={items} />
          }
        </Answer>
      </div>
    </Card>
  )
}

function Drop({ sourceId }: { sourceId: string }) {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile(sourceId, file),
    onSuccess: async (file) => {
      await client.invalidateQueries({ queryKey: ['imports', sourceId] })
      await navigate({ to: '/sources/$sourceId/files/$importId', params: { sourceId, importId: file.id } })
    },
  })
  return (
    <>
      <FileDrop
        label={t(upload.isPending ? 'files.uploading' : 'files.choose')}
        hint={t('files.chooseHint')}
        accept=".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.json,.gz"
        busy={upload.isPending}
        take={(file) => upload.mutate(file)}
      />
      {upload.isError ? <Failure failure={upload.error} /> : null}
    </>
  )
}

function Uploaded({ items }: { items: readonly FileImport[] }) {
  const { t, f } = useWords()
  return (
    <Table stacks label={t('files.before')} head={[t('files.file'), t('files.state'), t('files.rows'), t('files.at')]}>
      {items.map((file) => (
        <tr key={file.id}>
          <th scope="row" className={css.file}>
            <Link to="/sources/$sourceId/files/$importId" params={{ sourceId: file.sourceId, importId: file.id }}>
              <bdi>{file.name}</bdi>
            </Link>
          </th>
          <td>
            <StateMark tone={importTones[file.state]}>{t(`files.states.${file.state}`)}</StateMark>
          </td>
          <td className="figures">
            {f.whole(file.rows)}
            {file.refused > 0 ? ` · ${t('files.refusedOf', { count: f.whole(file.refused) })}` : ''}
          </td>
          <td>
            <Since at={file.createdAt} />
          </td>
        </tr>
      ))}
    </Table>
  )
}
