// One thing of the library: what is known of it, whose it is, and every place where it stands. What is changed here shows everywhere.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useRouter } from '@tanstack/react-router'
import { call, pathOf } from '../api.ts'
import { useMay } from '../app/member.ts'
import { KindIcon } from '../canvas/KindIcon.tsx'
import { nameIn } from '../canvas/texts.ts'
import { InsightOut } from '../insights/link/InsightOut.tsx'
import { Pictures } from '../insights/pictures/Pictures.tsx'
import type { AnswerOf } from '../operations.ts'
import { Owner } from '../owners/Owner.tsx'
import { ButtonLink, DownloadLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Failure, Loading } from '../parts/states.tsx'
import { PlacedNumbers } from '../reality/PlacedNumbers.tsx'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'
import { recordQuery } from './data.ts'
import { InsightsCard } from './insights/InsightsHere.tsx'
import { Origins } from './insights/Origins.tsx'
import { aboutField } from './insights/origins.ts'
import { homeOf, layeredKinds, listOf } from './kinds.ts'
import { Places } from './Places.tsx'
import { PersonaPicture } from './pictures/PersonaPicture.tsx'
import { RecordFields } from './RecordFields.tsx'
import { RemoveButton } from './RemoveButton.tsx'
import { SegmentCondition } from './segment/SegmentCondition.tsx'
import { Transactions } from './Transactions.tsx'
import { RecordTalk } from './talk/RecordTalk.tsx'
import { BoundKinds, boundKinds } from './terms/BoundKinds.tsx'
import { TermsHere } from './terms/TermsHere.tsx'
import { TermsOf } from './terms/TermsOf.tsx'
import { useKeeping } from './use-keeping.ts'

type Placed = AnswerOf<'getRecord'>

/** The screen. */
export function RecordPage() {
  const { t } = useWords()
  const { recordId } = useParams({ from: '/shell/journeys/library/$recordId' })
  const query = useQuery(recordQuery(recordId))
  if (query.data !== undefined) return <Shown key={recordId} record={query.data} />
  return (
    <Page title={t('library.record')} trail={<Trail kind="touchpoint" />}>
      {query.isError ? <Failure failure={query.error} retry={() => void query.refetch()} /> : <Loading />}
    </Page>
  )
}

function Trail({ kind }: { kind: Placed['kind'] }) {
  const { t } = useWords()
  const home = homeOf(kind)
  return (
    <Link {...(home === null ? ({ to: '/journeys/terms' } as const) : listOf(home))} className={pageCss.trail}>
      {home === null ? t('terms.title') : t(`kinds.title.${home}`)}
    </Link>
  )
}

function Shown({ record }: { record: Placed }) {
  const { t, f } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const name = nameIn(record, f.language) || t('library.unnamed')
  const keep = useKeeping(record)
  const router = useRouter()
  const home = homeOf(record.kind)
  const mayEdit = may('atlas.edit', record) && (home !== null || may('terms.manage'))
  const give = async (ownerId: string | null) => {
    await call('setRecordOwner', { params: { id: record.id }, body: { ownerId } })
    await Promise.all(['record', 'records', 'journeys'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
  return (
    <Page
      title={name}
      trail={<Trail kind={record.kind} />}
      actions={
        record.kind === 'insight' ? (
          <InsightOut insight={record.id} title={name} />
        ) : layeredKinds.has(record.kind) ? (
          <>
            {record.kind === 'process' ? <ProcessOut id={record.id} content={f.language} /> : null}
            <ButtonLink to="/journeys/impact/$recordId" params={{ recordId: record.id }}>
              {t('impact.open')}
            </ButtonLink>
          </>
        ) : undefined
      }
      beside={
        <>
          <KindIcon kind={record.kind} size={17} />
          {record.removed ? <StateMark tone="attention">{t('kinds.putAside')}</StateMark> : null}
          <Owner name={name} ownerId={record.ownerId} edit="atlas.edit" give={give} />
        </>
      }
    >
      {record.kind === 'touchpoint' ? <PlacedNumbers record={record.id} /> : null}
      <div className={css.record}>
        <Card title={t('library.known')}>
          {record.kind === 'persona' ? (
            <PersonaPicture persona={record} name={name} language={f.language} mayEdit={mayEdit} keep={keep} />
          ) : null}
          <RecordFields record={record} language={f.language} mayEdit={mayEdit} keep={keep} />
          {record.kind === 'taxonomy' ? (
            <BoundKinds
              chosen={boundKinds(record)}
              mayEdit={mayEdit}
              choose={(kinds) => keep.set('of', kinds.length === 0 ? null : [...kinds])}
            />
          ) : null}
          <TermsOf record={record} mayEdit={mayEdit} keep={keep} />
          {record.kind === 'term' || record.kind === 'taxonomy' ? null : (
            <TermsHere of={[record]} language={f.language} />
          )}
          {mayEdit ? (
            <div className={css.away}>
              <RemoveButton
                id={record.id}
                name={name}
                leave={() => void router.navigate(home === null ? { to: '/journeys/terms' } : listOf(home))}
              />
            </div>
          ) : null}
        </Card>
        <Side {...{ record, name, mayEdit, keep }} />
      </div>
    </Page>
  )
}

/** A business process as a file for other tools. */
function ProcessOut({ id, content }: { readonly id: string; readonly content: string }) {
  const { t } = useWords()
  return (
    <DownloadLink
      href={pathOf('/api/v1/atlas/processes/{id}/export', { id }, { content })}
      label={t('exchange.processOut')}
    >
      {t('imports.read.bpmn')}
    </DownloadLink>
  )
}

type SideGiven = {
  readonly record: Placed
  readonly name: string
  readonly mayEdit: boolean
  readonly keep: ReturnType<typeof useKeeping>
}

/** What belongs to the record besides its fields. */
function Side({ record, name, mayEdit, keep }: SideGiven) {
  const { f } = useWords()
  const may = useMay()
  return (
    <div className={css.side}>
      {record.kind === 'segment' ? <SegmentCondition segment={record} mayEdit={mayEdit} keep={keep} /> : null}
      {record.kind === 'process' ? <Transactions process={record} mayEdit={mayEdit} /> : null}
      {record.kind === 'insight' ? (
        <Pictures insight={record.id} name={name} mayEdit={may('insights.work', record)} />
      ) : null}
      {record.kind === 'insight' ? <Origins origins={record.origins} /> : <Places places={record.places} />}
      {aboutField(record.kind) === null ? null : <InsightsCard about={record} language={f.language} />}
      <RecordTalk record={record} name={name} />
    </div>
  )
}
