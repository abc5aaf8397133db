// How a webhook's JSON is read: by an example that came or is pasted, its values clicked to where they go, tried, and kept.
import type { HookDelivery, Source } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { sourcesQuery } from '../app/data.ts'
import { Missing } from '../app/Missing.tsx'
import { Becomes } from '../mapping/Becomes.tsx'
import { draftOf, lackOf, type MappingDraft, mappingOf, rowFor, type Target } from '../mapping/draft.ts'
import { KindChoice } from '../mapping/KindChoice.tsx'
import { MappingTable } from '../mapping/MappingTable.tsx'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Select } from '../parts/Select.tsx'
import { Answer, Failure } from '../parts/states.tsx'
import { TextArea } from '../parts/TextArea.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { deliveriesQuery } from './data.ts'
import { ExampleTree } from './ExampleTree.tsx'
import css from './hooks.module.css'
import { likelyReading, type PathValue, pathsIn, recordsIn, textOf, valueAt } from './paths.ts'

/** The screen. */
export function HookMapping() {
  const { sourceId } = useParams({ from: '/shell/sources/$sourceId/mapping' })
  const sources = useQuery(sourcesQuery)
  const deliveries = useQuery(deliveriesQuery(sourceId))
  return (
    <Answer query={sources}>
      {({ items }) => {
        const source = items.find(({ id }) => id === sourceId)
        if (source === undefined) return <Missing />
        return <Answer query={deliveries}>{(found) => <Known source={source} deliveries={found.items} />}</Answer>
      }}
    </Answer>
  )
}

function Known({ source, deliveries }: { source: Source; deliveries: readonly HookDelivery[] }) {
  const { t } = useWords()
  const { delivery } = useSearch({ from: '/shell/sources/$sourceId/mapping' })
  const examples = deliveries.filter(({ body }) => body !== null)
  const chosen = examples.find(({ id }) => id === delivery) ?? examples[0]
  const [pasted, paste] = useState('')
  const [draft, setDraft] = useState<MappingDraft>(() => draftOf(source.mapping ?? {}, []))
  const records = recordsIn(pasted.trim() === '' ? (chosen?.body ?? '') : pasted)
  const [first] = records
  const example = typeof first === 'object' && first !== null ? first : undefined
  return (
    <Page
      title={t('hooks.mapping')}
      trail={
        <Link to="/sources/$sourceId" params={{ sourceId: source.id }} className={pageCss.trail}>
          {source.name}
        </Link>
      }
    >
      <Card title={t('hooks.example')} note={t('hooks.exampleNote')}>
        <div className={css.stack}>
          <Examples examples={examples} chosen={chosen?.id} />
          {example === undefined ? (
            <TextArea
              label={t('hooks.paste')}
              hint={t('hooks.pasteHint')}
              rows={6}
              spellCheck={false}
              value={pasted}
              onChange={(event) => paste(event.currentTarget.value)}
              error={pasted.trim() === '' ? undefined : t('hooks.noJson')}
            />
          ) : (
            <ExampleTree
              value={example}
              above=""
              goes={(path) => draft.rows.filter(({ column }) => column === path).map(({ target }) => target)}
              choose={(path, target) => setDraft(chosenFor(draft, target, { path, value: valueAt(example, path) }))}
            />
          )}
        </div>
      </Card>
      <Plan source={source} draft={draft} change={setDraft} records={records} waiting={examples} />
    </Page>
  )
}

/** A value goes to one place; where that place takes one value alone, the value before leaves it. */
function chosenFor(draft: MappingDraft, target: Target, { path, value }: PathValue): MappingDraft {
  const many = target === 'trait' || target === 'property' || target === 'externalId'
  const row = { ...rowFor(path, target), as: likelyReading(target, value) }
  const others = draft.rows.filter((row) => row.column !== path && (many || row.target !== target))
  return { ...draft, rows: target === 'none' ? others : [...others, row] }
}

function Examples({ examples, chosen }: { examples: readonly HookDelivery[]; chosen: string | undefined }) {
  const { t, f } = useWords()
  const navigate = useNavigate()
  if (chosen === undefined) return <p>{t('hooks.noExample')}</p>
  return (
    <div className={css.choose}>
      <Select
        label={t('hooks.delivery')}
        value={chosen}
        choices={examples.map(({ id, receivedAt, state }) => ({
          value: id,
          label: `${f.instant(Date.parse(receivedAt))} · ${t(`hooks.states.${state}`)}`,
        }))}
        onChange={({ currentTarget }) =>
          void navigate({ to: '.', search: { delivery: currentTarget.value }, replace: true })
        }
      />
    </div>
  )
}

type PlanProps = {
  source: Source
  draft: MappingDraft
  change: (draft: MappingDraft) => void
  records: readonly unknown[]
  waiting: readonly HookDelivery[]
}

function Plan({ source, draft, change, records, waiting }: PlanProps) {
  const { t } = useWords()
  const mapping = mappingOf(draft)
  const samples = (path: string) => records.slice(0, 2).map((record) => textOf(valueAt(record, path)))
  const known = new Set(pathsIn(records[0]).map(({ path }) => path))
  return (
    <Card title={t('hooks.plan')}>
      <div className={css.stack}>
        <KindChoice draft={draft} change={change} />
        {draft.rows.length === 0 ? (
          <p className={css.quiet}>{t('hooks.noRows')}</p>
        ) : (
          <MappingTable draft={draft} change={change} samples={samples} />
        )}
        {lackOf(draft) === null && known.size > 0 ? <Becomes mapping={mapping} records={records} /> : null}
        <Keep source={source} draft={draft} waiting={waiting} />
      </div>
    </Card>
  )
}

function Keep({ source, draft, waiting }: Pick<PlanProps, 'source' | 'draft' | 'waiting'>) {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { offerUndo } = useUndo()
  const put = async (mapping: Source['mapping']) => {
    await call('updateSource', { params: { id: source.id }, body: { mapping } })
    await client.invalidateQueries(sourcesQuery)
  }
  const keep = useMutation({
    mutationFn: () => put(mappingOf(draft)),
    onMutate: () => source.mapping,
    onSuccess: async (_, __, before) => {
      const open = waiting.some(({ state }) => state === 'unmapped' || state === 'refused')
      await navigate({ to: '/sources/$sourceId', params: { sourceId: source.id } })
      offerUndo(t(open ? 'hooks.keptOpen' : 'hooks.kept'), () => put(before))
    },
  })
  return (
    <>
      {keep.isError ? <Failure failure={keep.error} /> : null}
      <div className={css.buttons}>
        <Button kind="primary" busy={keep.isPending} disabled={lackOf(draft) !== null} onClick={() => keep.mutate()}>
          {t('hooks.keep')}
        </Button>
      </div>
    </>
  )
}
