// One measure: whether it helped, what it is, what was found when. Changed in place, with the way back.
import type { MeasureFields, MeasureWhole } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Since } from '../parts/Since.tsx'
import { Failure, Loading } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { measureQuery, useMeasureChange } from './data.ts'
import { changeText } from './figures.ts'
import { MeasureForm } from './MeasureForm.tsx'
import css from './measures.module.css'
import { Outcome } from './Outcome.tsx'
import { Verdict } from './Verdict.tsx'

/** The screen. */
export function MeasurePage() {
  const { t } = useWords()
  const { measureId } = useParams({ from: '/shell/measures/$measureId' })
  const query = useQuery(measureQuery(measureId))
  if (query.data !== undefined) return <Shown key={measureId} measure={query.data} />
  return (
    <Page title={t('measures.one')} trail={<Trail />}>
      {query.isError ? <Failure failure={query.error} retry={() => void query.refetch()} /> : <Loading />}
    </Page>
  )
}

function Trail() {
  const { t } = useWords()
  return (
    <Link to="/measures" className={pageCss.trail}>
      {t('measures.title')}
    </Link>
  )
}

function Shown({ measure }: { measure: MeasureWhole }) {
  const { t } = useWords()
  const { fields } = measure
  const mayEdit = useMay()('measures.edit', measure)
  const change = useMeasureChange(measure)
  const archive = () => {
    const said = t(fields.archived ? 'measures.wasBroughtBack' : 'measures.wasPutAside', { name: fields.name })
    change.mutate({ fields: { ...fields, archived: !fields.archived }, said })
  }
  return (
    <Page
      title={fields.name}
      trail={<Trail />}
      beside={
        <>
          <StateMark tone="plain">{t(`measures.state.${fields.state}`)}</StateMark>
          {fields.archived ? <StateMark tone="attention">{t('kinds.putAside')}</StateMark> : null}
        </>
      }
      actions={
        mayEdit ? (
          <Button busy={change.isPending} onClick={archive}>
            {t(fields.archived ? 'measures.bringBack' : 'measures.putAside')}
          </Button>
        ) : undefined
      }
    >
      {change.isError ? <Failure failure={change.error} /> : null}
      <div className={css.columns}>
        <div className="stack">
          <Outcome measure={measure} />
          <History measure={measure} />
        </div>
        <Card title={t('measures.one')}>
          <Editing key={measure.version} measure={measure} mayEdit={mayEdit} />
        </Card>
      </div>
    </Page>
  )
}

function Editing({ measure, mayEdit }: { measure: MeasureWhole; mayEdit: boolean }) {
  const { t } = useWords()
  const [draft, setDraft] = useState<MeasureFields>(measure.fields)
  const change = useMeasureChange(measure)
  const judged = measure.judged !== null && measure.judged.judgement.verdict !== 'notYet'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ fields: draft, said: t('measures.saved', { name: draft.name }) })
  }
  return (
    <form className="stack" onSubmit={submit}>
      {change.isError ? <Failure failure={change.error} /> : null}
      <MeasureForm draft={draft} put={(part) => setDraft({ ...draft, ...part })} mayEdit={mayEdit} judged={judged} />
      {mayEdit ? (
        <div>
          <Button kind="primary" type="submit" busy={change.isPending} disabled={draft === measure.fields}>
            {t('measures.save')}
          </Button>
        </div>
      ) : null}
    </form>
  )
}

/** What was found on which day, as far as it changed, and who changed the measure. */
function History({ measure }: { measure: MeasureWhole }) {
  const { t, f } = useWords()
  const { history, changes, fields } = measure
  const turns = history.filter(({ judgement }, at) => judgement.verdict !== history[at + 1]?.judgement.verdict)
  return (
    <>
      {turns.length === 0 ? null : (
        <Card title={t('measures.history')}>
          <ul className={css.list}>
            {turns.map(({ on, judgement: { verdict, estimate } }) => (
              <li key={on}>
                <span>{f.date(Date.parse(on))}</span>
                <Verdict verdict={verdict} />
                {estimate === null || fields.metric === null ? null : (
                  <span className="quiet">{changeText(t, f, fields.metric, estimate.change)}</span>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('measures.changes')}>
        <ul className={css.list}>
          {changes.map(({ version, at, by, undoes }) => (
            <li key={version}>
              <span>
                {undoes === null
                  ? t('measures.changed', { version: f.whole(version) })
                  : t('measures.undone', { version: f.whole(version), undoes: f.whole(undoes) })}
              </span>
              <bdi>{by}</bdi>
              <Since at={at} />
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}
