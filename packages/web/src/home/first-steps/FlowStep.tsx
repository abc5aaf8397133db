// The third step: a small gallery of flows, made and started with one click around an event that the workspace has.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { flowsQuery } from '../../app/data.ts'
import { useMay } from '../../app/member.ts'
import { Button } from '../../parts/Button.tsx'
import { Select } from '../../parts/Select.tsx'
import { Failure, Loading } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { eventNamesQuery } from '../queries.ts'
import css from './first-steps.module.css'
import { likelyEvent, type StarterName, starterNames, starterOf } from './starters.ts'

/** The gallery. */
export function FlowStep() {
  const { t } = useWords()
  const may = useMay()
  const names = useQuery({ ...eventNamesQuery, refetchInterval: 2000 })
  if (!may('flows.publish')) return <p>{t('home.steps.flow.ask')}</p>
  if (names.data === undefined) return names.isError ? <Failure failure={names.error} /> : <Loading />
  const own = names.data.items.map(({ name }) => name).filter((name) => !name.startsWith('Message '))
  return <Gallery names={own} />
}

function Gallery({ names }: { names: readonly string[] }) {
  const { t, f } = useWords()
  const [starter, chooseStarter] = useState<StarterName>('welcome')
  const [picked, pick] = useState<string>()
  const begin = picked ?? likelyEvent(starter, names) ?? 'Account Created'
  const start = useStart()
  const choose = (name: StarterName) => {
    chooseStarter(name)
    pick(undefined)
  }
  return (
    <div className={css.form}>
      <p>{t('home.steps.flow.text')}</p>
      <fieldset className={css.gallery}>
        <legend className="visually-hidden">{t('home.steps.flow.gallery')}</legend>
        {starterNames.map((name) => (
          <label key={name} className={css.starter}>
            <input type="radio" name="starter" checked={name === starter} onChange={() => choose(name)} />
            <b>{t(`home.starter.${name}.name`)}</b>
            <span>{t(`home.starter.${name}.what`)}</span>
          </label>
        ))}
      </fieldset>
      <Select
        label={t('home.steps.flow.begins')}
        hint={t('home.steps.flow.beginsHint')}
        value={begin}
        onChange={(event) => pick(event.target.value)}
        choices={[...new Set([begin, ...names])].map((value) => ({ value, label: value }))}
      />
      {start.isError ? <Failure failure={start.error} /> : null}
      <div>
        <Button
          kind="primary"
          busy={start.isPending}
          onClick={() => start.mutate(starterOf(t, starter, { event: begin, names, language: f.language }))}
        >
          {t('home.steps.flow.create')}
        </Button>
      </div>
    </div>
  )
}

/** Saves the message, then the flow, then starts it. */
function useStart() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ key, template, flow }: ReturnType<typeof starterOf>) => {
      await call('createTemplateVersion', { params: { key }, body: template })
      const { id } = await call('createFlow', { body: flow })
      await call('publishFlow', { params: { id } })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: flowsQuery.queryKey }),
  })
}
