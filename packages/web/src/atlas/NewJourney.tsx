// A new journey, begun with a few phases and steps that show how a map reads.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../api.ts'
import { useMe } from '../app/member.ts'
import { nameIn } from '../canvas/texts.ts'
import { OwnerField } from '../owners/OwnerField.tsx'
import { usualOwner } from '../owners/units.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Field } from '../parts/Field.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Select } from '../parts/Select.tsx'
import { Failure } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'
import { newId } from './ids.ts'
import { type StartWords, startOf } from './starting.ts'
import { journeyStates } from './states.ts'
import { templatesQuery } from './templates/data.ts'

/** The screen. */
export function NewJourney() {
  const { t } = useWords()
  return (
    <Page
      title={t('journeys.create')}
      trail={
        <Link to="/journeys" className={pageCss.trail}>
          {t('journeys.title')}
        </Link>
      }
    >
      <div className={css.form}>
        <Card title={t('journeys.create')}>
          <Beginning />
        </Card>
      </div>
    </Page>
  )
}

function Beginning() {
  const { t } = useWords()
  const { actions, units } = useMe()
  const [name, setName] = useState('')
  const [state, setState] = useState<(typeof journeyStates)[number]>('asIs')
  const [owner, setOwner] = useState(() => usualOwner(units))
  const [template, setTemplate] = useState<string | null>(null)
  const making = useMaking()
  const create = useCreation()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate(making({ name: name.trim(), state, owner, template }))
  }
  return (
    <form className="stack" onSubmit={submit}>
      {create.isError ? <Failure failure={create.error} /> : null}
      <Field
        label={t('journeys.name')}
        hint={t('journeys.nameHint')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
        required
        autoFocus
      />
      <div>
        <Choices
          label={t('journeys.state')}
          choices={journeyStates.map((value) => ({ value, label: t(`journeys.states.${value}`) }))}
          chosen={state}
          choose={setState}
        />
      </div>
      <OwnerField reach={actions['atlas.edit']} owner={owner} choose={setOwner} />
      <TemplateField template={template} choose={setTemplate} />
      <div>
        <Button type="submit" kind="primary" busy={create.isPending || create.isSuccess}>
          {t('journeys.start')}
        </Button>
      </div>
    </form>
  )
}

type TemplateGiven = { readonly template: string | null; readonly choose: (template: string | null) => void }

/** What it begins with: a template, where there are any, or a few phases to fill. */
function TemplateField({ template, choose }: TemplateGiven) {
  const { t, f } = useWords()
  const templates = useQuery(templatesQuery).data ?? []
  return (
    <>
      {templates.length === 0 ? null : (
        <Select
          label={t('origins.begin')}
          hint={t('origins.beginHint')}
          value={template ?? ''}
          onChange={({ currentTarget }) => choose(currentTarget.value || null)}
          choices={[
            { value: '', label: t('origins.usual') },
            ...templates.map((one) => ({ value: one.id, label: nameIn(one, f.language) || t('journeys.unnamed') })),
          ]}
        />
      )}
      {template === null ? <p className="quiet">{t('journeys.startText')}</p> : null}
    </>
  )
}

type Wish = {
  readonly name: string
  readonly state: (typeof journeyStates)[number]
  readonly owner: string | null
  readonly template: string | null
}

/** How a journey that is wished for is made. */
function useMaking(): (wish: Wish) => Making {
  const { f } = useWords()
  const words = useStartWords()
  return ({ name, state, owner, template }) => {
    const owned = owner === null ? {} : { ownerId: owner }
    if (template !== null) {
      const [change, id] = [newId(), newId()]
      const body = { id: change, journey: id, name: { [f.language]: name }, state, ...owned }
      return { id, make: () => call('copyJourney', { params: { id: template }, body }) }
    }
    const { id, edits } = startOf({ name, state, language: f.language, words, newId })
    return { id, make: () => call('changeAtlas', { body: { id: newId(), edits, ...owned } }) }
  }
}

type Making = { readonly id: string; readonly make: () => Promise<unknown> }

function useCreation() {
  const navigate = useNavigate()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ make }: Making) => make(),
    onSuccess: async (_, { id }) => {
      void client.invalidateQueries({ queryKey: ['journeys'] })
      await navigate({ to: '/journeys/$journeyId', params: { journeyId: id } })
    },
  })
}

/** What a new journey begins with, in the reader's language. */
function useStartWords(): StartWords {
  const { t } = useWords()
  return {
    phases: [
      [t('journeys.begin.before'), [t('journeys.begin.need'), t('journeys.begin.compare')]],
      [t('journeys.begin.during'), [t('journeys.begin.choose'), t('journeys.begin.pay')]],
      [t('journeys.begin.after'), [t('journeys.begin.receive'), t('journeys.begin.help')]],
    ],
    lanes: [
      ['text', t('journeys.begin.does')],
      ['emotion', t('map.lane.emotion')],
      ['touchpoint', t('map.lane.touchpoint')],
      ['need', t('map.lane.need')],
      ['insight', t('map.lane.insight')],
    ],
  }
}
