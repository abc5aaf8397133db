// A new template, begun from a small mail that works: its name, key, language and whose it is.
import type { TemplateDocument } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call, Refused } from '../api.ts'
import { useMe } from '../app/member.ts'
import { OwnerField } from '../owners/OwnerField.tsx'
import { usualOwner } from '../owners/units.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Field } from '../parts/Field.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Select } from '../parts/Select.tsx'
import { Failure } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { keyOf, mailBody } from './content.ts'
import { choicesOf } from './language.ts'
import css from './template-page.module.css'
import { useLanguages } from './use-languages.ts'

/** Whether there is a template with a key: a version must not be added to somebody else's by accident. */
async function isTaken(key: string): Promise<boolean> {
  try {
    await call('getTemplate', { params: { key } })
    return true
  } catch (failure) {
    if (failure instanceof Refused && failure.code === 'not_found') return false
    throw failure
  }
}

/** The screen. */
export function NewTemplate() {
  const { t } = useWords()
  return (
    <Page
      title={t('templates.create')}
      trail={
        <Link to="/templates" className={pageCss.trail}>
          {t('templates.title')}
        </Link>
      }
    >
      <div className={css.form}>
        <Card title={t('templates.create')}>
          <Beginning />
        </Card>
      </div>
    </Page>
  )
}

function Beginning() {
  const { t, f } = useWords()
  const { actions, units, workspace } = useMe()
  const [name, setName] = useState('')
  const [typedKey, setTypedKey] = useState<string>()
  const { chosen, offered } = useLanguages()
  const [picked, setPicked] = useState<string>()
  const locale = picked ?? chosen[0] ?? workspace.locale
  const [owner, setOwner] = useState(() => usualOwner(units))
  const key = typedKey ?? keyOf(name)
  const create = useCreation()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const footer = `<a href="{{ unsubscribe_url }}">${t('templates.starter.unsubscribe')}</a> · <a href="{{ preferences_url }}">${t('templates.starter.preferences')}</a>`
    const document: TemplateDocument = {
      lotse: 'template/1',
      name: name.trim(),
      channel: 'email',
      locale,
      subject: name.trim(),
      body: mailBody(
        [t('templates.starter.greeting', { name: '{{ customer.firstName }}' }), t('templates.starter.text')],
        footer,
      ),
    }
    create.mutate({ key, document, ownerId: owner ?? 'none' })
  }
  return (
    <form className="stack" onSubmit={submit} lang={f.language}>
      {create.isError ? <Failure failure={create.error} /> : null}
      <Field
        label={t('templates.name')}
        required
        maxLength={200}
        autoComplete="off"
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Field
        label={t('templates.key')}
        hint={t('templates.keyHint')}
        required
        pattern="[A-Za-z0-9_\-]{1,100}"
        autoComplete="off"
        spellCheck={false}
        value={key}
        error={create.data === 'taken' ? t('templates.keyTaken') : undefined}
        onChange={({ currentTarget }) => setTypedKey(currentTarget.value)}
      />
      <Select
        label={t('templates.locale')}
        hint={t('templates.localeHint')}
        value={locale}
        onChange={({ currentTarget }) => setPicked(currentTarget.value)}
        choices={choicesOf(f.language, offered.includes(locale) ? offered : [locale, ...offered])}
      />
      <OwnerField reach={actions['templates.edit']} owner={owner} choose={setOwner} />
      <div>
        <Button kind="primary" type="submit" busy={create.isPending}>
          {t('templates.begin')}
        </Button>
      </div>
    </form>
  )
}

type Creation = { readonly key: string; readonly document: TemplateDocument; readonly ownerId: string }

function useCreation() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async ({ key, document, ownerId }: Creation) => {
      if (await isTaken(key)) return 'taken'
      await call('createTemplateVersion', { params: { key }, query: { ownerId }, body: document })
      await client.invalidateQueries({ queryKey: ['templates'] })
      await navigate({ to: '/templates/$templateKey', params: { templateKey: key } })
      return 'made'
    },
  })
}
