// One insight with all that led to where it stands: what it is, where it arose, what it is known from, what is done about it and why. Decides nothing.
import { insightOrigins } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { call } from '../../api.ts'
import { useMay } from '../../app/member.ts'
import { ChoiceMark } from '../../atlas/ChoiceMark.tsx'
import { recordQuery } from '../../atlas/data.ts'
import { Origins } from '../../atlas/insights/Origins.tsx'
import { RecordFields } from '../../atlas/RecordFields.tsx'
import { RemoveButton } from '../../atlas/RemoveButton.tsx'
import { RecordTalk } from '../../atlas/talk/RecordTalk.tsx'
import { TermsHere } from '../../atlas/terms/TermsHere.tsx'
import { TermsOf } from '../../atlas/terms/TermsOf.tsx'
import { useFreshRecord, useKeeping } from '../../atlas/use-keeping.ts'
import { nameIn } from '../../canvas/texts.ts'
import { measuresHereQuery } from '../../measures/data.ts'
import { MeasuresHere } from '../../measures/MeasuresHere.tsx'
import type { AnswerOf } from '../../operations.ts'
import { Owner } from '../../owners/Owner.tsx'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Page } from '../../parts/Page.tsx'
import pageCss from '../../parts/page.module.css'
import { Failure, Loading } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { useFreshInsights } from '../data.ts'
import { InsightOut } from '../link/InsightOut.tsx'
import { Pictures } from '../pictures/Pictures.tsx'
import { ticketQuery } from '../tickets/data.ts'
import { TicketCard } from '../tickets/TicketCard.tsx'
import { stateTones } from '../work/tones.ts'
import { Decisions } from './Decisions.tsx'
import { EvidenceCard } from './EvidenceCard.tsx'
import { measureStation, ticketStation } from './elsewhere.ts'
import { History } from './History.tsx'
import css from './page.module.css'
import { insightQuery, type Whole } from './queries.ts'
import { Related } from './Related.tsx'
import { Trace } from './Trace.tsx'
import { traceOf } from './trace.ts'
import { Weighing } from './Weighing.tsx'
import { WorkCard } from './WorkCard.tsx'

type Placed = AnswerOf<'getRecord'>

/** The screen. */
export function InsightPage() {
  const { t } = useWords()
  const { insightId } = useParams({ from: '/shell/insights/$insightId' })
  useFreshInsights()
  const record = useQuery(recordQuery(insightId))
  // What was put aside is no insight of lists any more; its record can still be brought back.
  const whole = useQuery({ ...insightQuery(insightId), enabled: record.data?.removed === false })
  if (record.data !== undefined && (whole.data !== undefined || record.data.removed))
    return <Shown key={insightId} record={record.data} insight={record.data.removed ? undefined : whole.data} />
  const failed = [record, whole].find(({ isError }) => isError)
  return (
    <Page title={t('insightPage.title')} trail={<Trail />}>
      {failed === undefined ? <Loading /> : <Failure failure={failed.error} retry={() => void failed.refetch()} />}
    </Page>
  )
}

function Trail() {
  const { t } = useWords()
  return (
    <Link to="/insights" className={pageCss.trail}>
      {t('insights.title')}
    </Link>
  )
}

type Given = { readonly record: Placed; readonly insight: Whole | undefined }

function Shown({ record, insight }: Given) {
  const { t, f } = useWords()
  const name = nameIn(record, f.language) || t('library.unnamed')
  const fresh = useFreshRecord()
  const mayWork = useMay()('insights.work', record)
  const give = async (ownerId: string | null) => {
    await call('setRecordOwner', { params: { id: record.id }, body: { ownerId } })
    await fresh()
  }
  return (
    <Page
      title={name}
      trail={<Trail />}
      actions={insight === undefined ? undefined : <InsightOut insight={record.id} title={name} />}
      beside={
        <>
          <ChoiceMark record={record} field="sort" />
          {insight === undefined ? null : (
            <StateMark tone={stateTones[insight.work.status]}>
              {t(`insightWork.state.${insight.work.status}`)}
            </StateMark>
          )}
          {record.removed ? <StateMark tone="attention">{t('kinds.putAside')}</StateMark> : null}
          <Owner name={name} ownerId={record.ownerId} edit="atlas.edit" give={give} />
        </>
      }
    >
      {insight === undefined ? null : <Line record={record} insight={insight} />}
      <div className={css.page}>
        <div className={css.column}>
          <Known record={record} name={name} />
          <Origins origins={record.origins} />
          <Pictures insight={record.id} name={name} mayEdit={mayWork} />
          {insight === undefined ? null : <EvidenceCard insight={insight} />}
          <RecordTalk record={record} name={name} />
        </div>
        {insight === undefined ? null : (
          <div className={css.column}>
            <WorkCard insight={insight} name={name} />
            <TicketCard
              insight={record.id}
              departmentId={insight.work.department.id}
              accepted={insight.work.status === 'accepted'}
            />
            <MeasuresHere of={{ insight: record.id }} />
            <Weighing insight={insight} name={name} />
            <Decisions decisions={insight.decisions} />
            <History insight={insight} />
          </div>
        )}
      </div>
    </Page>
  )
}

/** From source to outcome. */
function Line({ record, insight }: { record: Placed; insight: Whole }) {
  const { t } = useWords()
  const origin = insightOrigins.find((one) => one === record.fields['origin'])
  const source = { state: 'done', at: null, called: origin === undefined ? '' : t(`library.choice.${origin}`) } as const
  const ticket = ticketStation(useQuery(ticketQuery(record.id)).data)
  const measure = measureStation(useQuery(measuresHereQuery({ insight: record.id })).data ?? [])
  const elsewhere = {
    ...(origin === undefined ? {} : { source }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(measure === undefined ? {} : { measure }),
  }
  return <Trace line={traceOf(insight, elsewhere)} />
}

/** What it says, and what it has to do with. */
function Known({ record, name }: { record: Placed; name: string }) {
  const { t, f } = useWords()
  const navigate = useNavigate()
  const keep = useKeeping(record)
  const mayEdit = useMay()('atlas.edit', record)
  return (
    <>
      <Card title={t('library.known')}>
        <RecordFields record={record} language={f.language} mayEdit={mayEdit} keep={keep} />
        <TermsOf record={record} mayEdit={mayEdit} keep={keep} />
        <TermsHere of={[record]} language={f.language} />
        {mayEdit ? (
          <div className={css.away}>
            <RemoveButton id={record.id} name={name} leave={() => void navigate({ to: '/insights' })} />
          </div>
        ) : null}
      </Card>
      <Related record={record} mayEdit={mayEdit} keep={keep} />
    </>
  )
}
