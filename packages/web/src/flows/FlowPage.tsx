// One flow: its steps with the people at each, live, how people left, and its versions.
import type { Flow, LiveFlow } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { call } from '../api.ts'
import { flowNumbersQuery, flowQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { endWords } from '../customers/why-sentences.ts'
import { useWorkspace } from '../live/use.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { LiveMark, LiveNotice } from '../parts/Connection.tsx'
import { LiveNumber } from '../parts/LiveNumber.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Answer, Failure } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { FlowDiagram } from './FlowDiagram.tsx'
import { FlowStatusMark } from './FlowStatusMark.tsx'
import css from './flow-page.module.css'

const NUMBERS_EVERY_MS = 5000

/** The screen. */
export function FlowPage() {
  const { t } = useWords()
  const { flowId } = useParams({ from: '/shell/flows/$flowId' })
  const { history, connection } = useWorkspace()
  const live = history.now?.flows.find(({ id }) => id === flowId)
  const query = useQuery(flowQuery(flowId, live?.version))
  const status = live?.status ?? query.data?.status
  return (
    <Page
      title={query.data?.name ?? flowId}
      trail={
        <Link to="/flows" className={pageCss.trail}>
          {t('flow.title')}
        </Link>
      }
      beside={
        <>
          {status === undefined ? null : <FlowStatusMark status={status} />}
          <LiveMark connection={connection} />
        </>
      }
      actions={status === 'paused' ? <Resume flowId={flowId} /> : undefined}
    >
      <LiveNotice connection={connection} />
      <Answer query={query}>{(flow) => <Content flow={flow} live={live} />}</Answer>
    </Page>
  )
}

function Resume({ flowId }: { flowId: string }) {
  const { t } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const resume = useMutation({
    mutationFn: () => call('resumeFlow', { params: { id: flowId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['flow', flowId] }),
  })
  if (!may('flows.publish')) return null
  return (
    <>
      {resume.isError ? <Failure failure={resume.error} /> : null}
      <Button kind="primary" busy={resume.isPending} onClick={() => resume.mutate()}>
        {t('flow.page.resume')}
      </Button>
    </>
  )
}

const noNumbers = { entered: 0, active: 0, ended: 0, steps: [] }

function Content({ flow, live }: { flow: Flow; live: LiveFlow | undefined }) {
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
        <FlowDiagram document={flow.published ?? flow.draft} numbers={numbers} />
      </Card>
      <div className={css.columns}>
        <Endings flowId={flow.id} />
        <Versions flow={flow} />
      </div>
      <Card title={t('flow.page.document')}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <pre className={css.document} tabIndex={0}>
          {JSON.stringify(flow.published ?? flow.draft, null, 2)}
        </pre>
      </Card>
    </>
  )
}

function Endings({ flowId }: { flowId: string }) {
  const { t } = useWords()
  const query = useQuery({ ...flowNumbersQuery(flowId), refetchInterval: NUMBERS_EVERY_MS })
  return (
    <Card title={t('flow.page.ended')}>
      <Answer query={query}>
        {({ reasons }) => {
          const rows = Object.entries(reasons).sort(([, a], [, b]) => b - a)
          if (rows.length === 0) return <p className={css.quiet}>{t('flow.page.noneEnded')}</p>
          return (
            <dl>
              {rows.map(([reason, count]) => (
                <div key={reason} className={css.row}>
                  <dt>{endWords(t, reason)}</dt>
                  <dd>
                    <LiveNumber value={count} />
                  </dd>
                </div>
              ))}
            </dl>
          )
        }}
      </Answer>
    </Card>
  )
}

function Versions({ flow }: { flow: Flow }) {
  const { t, f } = useWords()
  return (
    <Card title={t('flow.page.versions')}>
      {flow.versions.length === 0 ? <p className={css.quiet}>{t('flow.list.never')}</p> : null}
      <ul>
        {flow.versions.map(({ version, publishedAt, publishedBy }) => (
          <li key={version} className={css.row}>
            <span>{t('flow.page.version', { version: f.whole(version) })}</span>
            <span className={css.quiet}>
              <time dateTime={publishedAt}>{f.instant(Date.parse(publishedAt))}</time>{' '}
              {publishedBy === null ? null : t('flow.page.by', { name: publishedBy })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
