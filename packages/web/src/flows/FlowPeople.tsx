// The people in an orchestration: who is at which step since when, and who left when and why.
import type { Flow, FlowRun } from '@lotse/protocol'
import { IconUsers } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import { endWords } from '../customers/why-sentences.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListColumn } from '../list/shape.ts'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { stepTitle } from './step-words.ts'

const PAGE = 100
const LIVE_MS = 5000
const idOf = ({ id }: FlowRun): string => id

/** The list. */
export function FlowPeople({ flow }: { flow: Flow }) {
  const { t, f } = useWords()
  const search = useSearch({ from: '/shell/flows/$flowId' })
  const state = search.state === 'ended' ? 'ended' : 'active'
  const { step, reason } = search
  const pages = usePages(
    ['runs', flow.id, state, step, reason],
    (cursor, signal) =>
      call(
        'listFlowRuns',
        {
          params: { id: flow.id },
          query: { state, step, reason: state === 'ended' ? reason : undefined, cursor, limit: PAGE },
        },
        signal,
      ),
    LIVE_MS,
  )
  const steps = (flow.published ?? flow.draft).steps
  const stepName = (id: string) => {
    const found = steps.find((one) => one.id === id)
    return found === undefined ? id : stepTitle(t, f, found)
  }
  return (
    <DataList
      name="runs"
      label={t('flow.people.label')}
      columns={state === 'ended' ? endedColumns(t, f, stepName) : activeColumns(t, f, stepName)}
      pages={pages}
      idOf={idOf}
      nameOf={(run) => nameOf(t, run)}
      linkOf={({ customerId }) => ({ to: '/customers/$customerId', params: { customerId }, search: { why: flow.id } })}
      filters={[
        {
          id: 'state',
          kind: 'choice',
          label: t('flow.people.state'),
          choices: [{ value: 'ended', label: t('flow.people.ended') }],
        },
        {
          id: 'step',
          kind: 'choice',
          label: t('flow.people.step'),
          choices: steps.map((one) => ({ value: one.id, label: stepTitle(t, f, one) })),
        },
        ...(state === 'ended' && reason !== undefined
          ? [
              {
                id: 'reason',
                kind: 'choice' as const,
                label: t('flow.people.reason'),
                choices: [{ value: reason, label: endWords(t, reason) }],
              },
            ]
          : []),
      ]}
      empty={
        <Empty icon={IconUsers} title={t('flow.people.none')}>
          <p>{t('flow.people.noneText')}</p>
        </Empty>
      }
    />
  )
}

const nameOf = (t: Translate, { name, customerId }: FlowRun): string => name ?? t('customer.id', { id: customerId })

type Columns = (t: Translate, f: Format, stepName: (id: string) => string) => ListColumn<FlowRun>[]

const customer = (t: Translate): ListColumn<FlowRun> => ({
  id: 'customer',
  label: t('flow.people.customer'),
  cell: (run) => <bdi>{nameOf(t, run)}</bdi>,
  width: 180,
  grow: 1.5,
})

const rest: Columns = (t, f) => [
  {
    id: 'began',
    label: t('flow.people.began'),
    cell: ({ startedAt }) => <Since at={startedAt} />,
    width: 130,
    grow: 0,
  },
  { id: 'key', label: t('flow.people.key'), cell: ({ key }) => key, extra: true },
  {
    id: 'version',
    label: t('flow.people.version'),
    cell: ({ version }) => f.whole(version),
    width: 90,
    grow: 0,
    align: 'end',
  },
]

const activeColumns: Columns = (t, f, stepName) => [
  customer(t),
  { id: 'step', label: t('flow.people.step'), cell: ({ step }) => stepName(step), width: 180, grow: 1.5 },
  { id: 'since', label: t('flow.people.since'), cell: ({ stepAt }) => <Since at={stepAt} />, width: 130, grow: 0 },
  {
    id: 'wake',
    label: t('flow.people.wake'),
    cell: ({ wakeAt }) => (wakeAt === null ? t('flow.people.wakeEvent') : <Since at={wakeAt} />),
    width: 150,
    grow: 0.5,
  },
  ...rest(t, f, stepName),
]

const endedColumns: Columns = (t, f, stepName) => [
  customer(t),
  {
    id: 'reason',
    label: t('flow.people.reason'),
    cell: ({ reason }) => (reason === null ? '' : endWords(t, reason)),
    width: 180,
    grow: 1.5,
  },
  {
    id: 'left',
    label: t('flow.people.left'),
    cell: ({ endedAt }) => (endedAt === null ? null : <Since at={endedAt} />),
    width: 130,
    grow: 0,
  },
  { id: 'step', label: t('flow.people.step'), cell: ({ step }) => stepName(step), width: 160 },
  ...rest(t, f, stepName),
]
