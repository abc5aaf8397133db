// The workspace itself: its name, language and time zone; further workspaces; the way out of this one.
import type { WorkspaceWithSettings } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { call } from '../api.ts'
import { meQuery } from '../app/data.ts'
import { useMay, useMe } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Page } from '../parts/Page.tsx'
import { Select } from '../parts/Select.tsx'
import { Answer, Failure } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { startAnew, useSwitchWorkspace } from '../shell/switch.ts'
import { languageNames, languages } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { workspaceQuery } from './data.ts'
import { Languages } from './Languages.tsx'
import css from './settings.module.css'

/** The page. */
export function General() {
  const { t } = useWords()
  const query = useQuery(workspaceQuery)
  return (
    <Page title={t('settings.page.general')}>
      <div className={css.column}>
        <Answer query={query}>{(workspace) => <Workspace workspace={workspace} key={workspace.id} />}</Answer>
        <Languages />
        <Workspaces />
        <Leave />
      </div>
    </Page>
  )
}

type Facts = { name: string; zone: string; locale: 'de' | 'en' }

/** All zones the browser knows; the one that holds is among them in any case. */
function zonesWith(zone: string): { value: string; label: string }[] {
  return [...new Set([zone, ...Intl.supportedValuesOf('timeZone')])]
    .toSorted()
    .map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}

function Workspace({ workspace }: { workspace: WorkspaceWithSettings }) {
  const { t } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const before: Facts = { name: workspace.name, zone: workspace.zone, locale: workspace.locale }
  const put = async (facts: Facts) => {
    client.setQueryData(workspaceQuery.queryKey, await call('updateWorkspace', { body: facts }))
    await client.invalidateQueries(meQuery)
  }
  const change = useMutation({
    mutationFn: put,
    onMutate: () => before,
    onSuccess: (_, __, before) => offerUndo(t('settings.general.saved'), () => put(before)),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const name = fieldOf(form, 'name').trim()
    const facts: Facts = { name, zone: fieldOf(form, 'zone'), locale: fieldOf(form, 'locale') === 'de' ? 'de' : 'en' }
    change.mutate(facts)
  }
  if (!may('workspace.manage'))
    return (
      <Card title={t('settings.general.title')}>
        <dl className={css.facts}>
          <dt>{t('settings.general.name')}</dt>
          <dd>{workspace.name}</dd>
          <dt>{t('settings.general.zone')}</dt>
          <dd>{workspace.zone}</dd>
          <dt>{t('settings.general.locale')}</dt>
          <dd>{languageNames[workspace.locale]}</dd>
        </dl>
        <p className={css.lead}>{t('settings.askAdmin')}</p>
      </Card>
    )
  return (
    <Card title={t('settings.general.title')}>
      <form className={css.form} onSubmit={submit} key={JSON.stringify(before)}>
        {change.isError ? <Failure failure={change.error} /> : null}
        <Field label={t('settings.general.name')} name="name" defaultValue={workspace.name} maxLength={100} required />
        <Select
          label={t('settings.general.zone')}
          hint={t('settings.general.zoneHint')}
          name="zone"
          defaultValue={workspace.zone}
          choices={zonesWith(workspace.zone)}
        />
        <Select
          label={t('settings.general.locale')}
          hint={t('settings.general.localeHint')}
          name="locale"
          defaultValue={workspace.locale}
          choices={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
        <div className={css.row}>
          <Button type="submit" kind="primary" busy={change.isPending}>
            {t('settings.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

function Workspaces() {
  const { t } = useWords()
  const { workspaces, workspace } = useMe()
  const may = useMay()
  const change = useSwitchWorkspace()
  const create = useMutation({
    mutationFn: (name: string) => call('createWorkspace', { body: { name } }),
    onSuccess: () => startAnew('/settings/general'),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = fieldOf(new FormData(event.currentTarget), 'name').trim()
    if (name !== '') create.mutate(name)
  }
  if (workspaces.length < 2 && !may('workspaces.create')) return null
  return (
    <Card title={t('settings.workspaces.title')} note={t('settings.workspaces.note')}>
      <div className="stack">
        <ul className={css.plain}>
          {workspaces.map(({ id, name, role }) => (
            <li key={id} className={css.line}>
              <span>
                <b>{name}</b> <span className="quiet">{t(`members.role.${role}`)}</span>
              </span>
              {id === workspace.id ? (
                <span className="quiet">{t('settings.workspaces.here')}</span>
              ) : (
                <Button
                  kind="quiet"
                  onClick={() => change.mutate(id)}
                  busy={change.isPending && change.variables === id}
                >
                  {t('settings.workspaces.switch', { name })}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {change.isError ? <Failure failure={change.error} /> : null}
        {may('workspaces.create') ? (
          <form className={css.form} onSubmit={submit}>
            {create.isError ? <Failure failure={create.error} /> : null}
            <Field
              label={t('settings.workspaces.new')}
              hint={t('settings.workspaces.newHint')}
              name="name"
              maxLength={100}
              autoComplete="off"
              required
            />
            <div className={css.row}>
              <Button type="submit" busy={create.isPending}>
                {t('settings.workspaces.create')}
              </Button>
            </div>
          </form>
        ) : null}
      </div>
    </Card>
  )
}

function Leave() {
  const { t } = useWords()
  const { workspace, member } = useMe()
  const leave = useMutation({ mutationFn: () => call('leaveWorkspace', {}), onSuccess: () => startAnew() })
  if (member === null) return null
  const ask = async () => {
    const question = {
      title: t('settings.leave.ask', { name: workspace.name }),
      text: t('settings.leave.text'),
      action: t('settings.leave.action'),
      harm: true,
    }
    if (await confirmed(question)) leave.mutate()
  }
  return (
    <Card title={t('settings.leave.title')}>
      {leave.isError ? <Failure failure={leave.error} /> : null}
      <div className={css.row}>
        <Button onClick={() => void ask()} busy={leave.isPending}>
          {t('settings.leave.action')}
        </Button>
      </div>
    </Card>
  )
}
