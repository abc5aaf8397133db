// The steps of an orchestration as a diagram with the people at each, live, and how people left.
import type { Flow, LiveFlow } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { flowNumbersQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { endWords } from '../customers/why-sentences.ts'
import { type BarRow, Bars } from '../parts/Bars.tsx'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Answer } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { FlowDiagram } from './FlowDiagram.tsx'
import css from './flow-page.module.css'

const NUMBERS_EVERY_MS = 5000
const noNumbers = { entered: 0, active: 0, ended: 0, steps: [] }

/** The overview. */
export function FlowOverview({ flow, live }: { flow: Flow; live: LiveFlow | undefined }) {
  const { t, f } = useWords()
  const numbers = live ?? noNumbers
  const figures = { entered: f.whole(numbers.entered), active: f.whole(numbers.active), ended: f.whole(numbers.ended) }
  return (
    <>
      {flow.published === null ? <Notice kind="plain">{t('flow.page.draftOnly')}</Notice> : null}
      <Card
        flush
        title={t('flow.page.steps')}
        note={<span className="figures">{t('control.flows.figures', figures)}</span>}
      >
        <FlowDiagram document={flow.published ?? flow.draft} numbers={numbers} flowId={flow.id} />
      </Card>
      <Endings flowId={flow.id} />
    </>
  )
}

function Endings({ flowId }: { flowId: string }) {
  const { t, f } = useWords()
  const may = useMay()
  const query = useQuery({ ...flowNumbersQuery(flowId), refetchInterval: NUMBERS_EVERY_MS })
  return (
    <Card title={t('flow.page.ended')}>
      <Answer query={query}>
        {({ reasons, ended }) => {
          const rows = Object.entries(reasons)
            .sort(([, one], [, other]) => other - one)
            .map(
              ([reason, count]): BarRow => ({
                id: reason,
                label: endWords(t, reason),
                value: count,
                text: `${f.whole(count)} · ${f.share(ended === 0 ? 0 : count / ended)}`,
                ...(may('customers.read')
                  ? {
                      link: {
                        to: '/flows/$flowId',
                        params: { flowId },
                        search: { tab: 'people', state: 'ended', reason },
                      } as const,
                    }
                  : {}),
              }),
            )
          if (rows.length === 0) return <p className={css.quiet}>{t('flow.page.noneEnded')}</p>
          return <Bars label={t('flow.page.ended')} rows={rows} />
        }}
      </Answer>
    </Card>
  )
}
