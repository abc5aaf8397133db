// What a feedback leads to: insights with how far each is, and the way to make one of it or to let it stand for one that is there.
import { insightSorts } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../api.ts'
import { useMay, useMe } from '../app/member.ts'
import { newId } from '../atlas/ids.ts'
import { takingBack } from '../atlas/taking-back.ts'
import { OwnerField } from '../owners/OwnerField.tsx'
import { usualOwner } from '../owners/units.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Failure } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { alikeQuery, type Feedback } from './data.ts'
import css from './feedback.module.css'

type Given = { readonly feedback: Feedback; readonly at: string | undefined }

/** A name in the reader's language, else in any. */
const named = (name: Readonly<Record<string, string>>, language: string): string =>
  name[language] ?? Object.values(name)[0] ?? ''

/** The section. */
export function Leads(given: Given) {
  const { t, f } = useWords()
  const may = useMay()
  const { insights } = given.feedback
  const mayMake = may('atlas.edit') && may('insights.work')
  return (
    <section className={css.section} aria-label={t('feedback.leads')}>
      <h3>{t('feedback.leads')}</h3>
      {insights.length === 0 ? <p className="quiet">{t('feedback.leadsNone')}</p> : null}
      <ul className={css.leads}>
        {insights.map(({ id, name, status }) => (
          <li key={id}>
            <Link to="/journeys/library/$recordId" params={{ recordId: id }}>
              <bdi>{named(name, f.language) || t('library.unnamed')}</bdi>
            </Link>
            <StateMark tone={status === 'verified' ? 'proof' : 'info'}>{t(`feedback.status.${status}`)}</StateMark>
          </li>
        ))}
      </ul>
      {mayMake ? <Making {...given} /> : null}
    </section>
  )
}

function Making({ feedback, at }: Given) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t('feedback.make')}</Button>
      </div>
    )
  return <MakingForm feedback={feedback} at={at} close={() => setOpen(false)} />
}

function MakingForm({ feedback, at, close }: Given & { readonly close: () => void }) {
  const { t } = useWords()
  const { actions, units } = useMe()
  const [name, setName] = useState('')
  const [owner, setOwner] = useState(() => usualOwner(units))
  const reach = actions['atlas.edit']
  const [asksOwner] = useState(reach !== 'all' && owner === null)
  const { make, add } = useMaking(feedback, at, close)
  const failed = [make, add].find(({ isError }) => isError)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && !make.isPending) make.mutate({ name: name.trim(), owner })
  }
  return (
    <form className={css.making} onSubmit={submit}>
      {failed === undefined ? null : <Failure failure={failed.error} />}
      <Field
        label={t('feedback.name')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
        required
      />
      {asksOwner ? <OwnerField reach={reach} owner={owner} choose={setOwner} /> : null}
      <Alike name={name} except={feedback.insights.map(({ id }) => id)} add={add.mutate} />
      <div>
        <Button type="submit" kind="primary" busy={make.isPending}>
          {t('feedback.keep')}
        </Button>
      </div>
    </form>
  )
}

type AlikeGiven = {
  readonly name: string
  readonly except: readonly string[]
  readonly add: (to: { readonly id: string; readonly name: string }) => void
}

/** Insights that may say the same already. */
function Alike({ name, except, add }: AlikeGiven) {
  const { t, f } = useWords()
  const found = (useQuery(alikeQuery(name)).data ?? []).filter(({ id }) => !except.includes(id))
  if (found.length === 0) return null
  return (
    <div className={css.alike}>
      <p className="quiet">{t('feedback.alike')}</p>
      {found.map((one) => {
        const called = named(one.name, f.language)
        return (
          <Button key={one.id} onClick={() => add({ id: one.id, name: called })}>
            {t('feedback.add', { name: called })}
          </Button>
        )
      })}
    </div>
  )
}

/** Makes an insight of it, or lets it stand for one; both can be taken back. */
function useMaking(feedback: Feedback, at: string | undefined, done: () => void) {
  const { t, f } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const fresh = () =>
    Promise.all(['feedback', 'record', 'records'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const sounds = t(feedback.sentiment === null ? 'feedback.unsaid' : `feedback.sentiments.${feedback.sentiment}`)
  const title = t('feedback.evidence', { date: f.date(Date.parse(feedback.occurredAt)), sentiment: sounds })
  const link = (id: string) =>
    call('addFeedbackToInsight', { params: { id }, body: { feedbackId: feedback.id, title } })
  const make = useMutation({
    mutationFn: async ({ name, owner }: { name: string; owner: string | null }) => {
      const [change, id] = [newId(), newId()]
      const fields = {
        name: { [f.language]: name },
        sort: insightSorts[0],
        ...(at === undefined ? {} : { concerns: [at] }),
      }
      const edit = { do: 'make', id, kind: 'insight', journey: null, fields } as const
      await call('changeAtlas', { body: { id: change, edits: [edit], ...(owner === null ? {} : { ownerId: owner }) } })
      await link(id)
      return { change, name }
    },
    onSuccess: async ({ change, name }) => {
      done()
      offerUndo(t('feedback.made', { name }), takingBack(change, fresh))
      await fresh()
    },
  })
  const add = useMutation({
    mutationFn: async ({ id, name }: { id: string; name: string }) => ({ id, name, evidence: (await link(id)).id }),
    onSuccess: async ({ id, name, evidence }) => {
      done()
      offerUndo(t('feedback.added', { name }), () =>
        call('removeEvidence', { params: { id, evidence } }).finally(fresh),
      )
      await fresh()
    },
  })
  return { make, add }
}
