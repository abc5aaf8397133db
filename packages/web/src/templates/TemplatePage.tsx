// One template as its readers will see it: in each language, at the desk and on the phone, filled with values; and a test to oneself.
import type { Template } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { MailView } from '../messages/MailView.tsx'
import { Owner } from '../owners/Owner.tsx'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Json } from '../parts/Json.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Answer } from '../parts/states.tsx'
import { TextArea } from '../parts/TextArea.tsx'
import { useUndo } from '../parts/undo.ts'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { languageOf } from './language.ts'
import css from './template-page.module.css'

/** The screen. */
export function TemplatePage() {
  const { t } = useWords()
  const { templateKey } = useParams({ from: '/shell/templates/$templateKey' })
  const query = useQuery({
    queryKey: ['templates', templateKey],
    queryFn: ({ signal }) => call('getTemplate', { params: { key: templateKey } }, signal),
  })
  return (
    <Page
      title={query.data?.document.name ?? templateKey}
      trail={
        <Link to="/templates" className={pageCss.trail}>
          {t('templates.title')}
        </Link>
      }
      beside={query.data === undefined ? undefined : <TemplateOwner template={query.data} />}
    >
      <Answer query={query}>{(template) => <Content template={template} />}</Answer>
    </Page>
  )
}

function TemplateOwner({ template: { key, document, ownerId } }: { template: Template }) {
  const client = useQueryClient()
  const give = async (to: string | null) => {
    await call('setTemplateOwner', { params: { key }, body: { ownerId: to } })
    await Promise.all(['templates', 'units'].map((name) => client.invalidateQueries({ queryKey: [name] })))
  }
  return <Owner name={document.name} ownerId={ownerId} edit="templates.edit" give={give} />
}

function Content({ template }: { template: Template }) {
  const { t } = useWords()
  const [event, setEvent] = useState('{}')
  const properties = objectIn(event)
  return (
    <div className={css.columns}>
      <Card title={t('templates.preview')}>
        <Preview template={template} properties={properties ?? {}} />
      </Card>
      <div className={css.side}>
        <Card title={t('templates.event')}>
          <TextArea
            label={t('templates.properties')}
            hint={t('templates.eventHint')}
            rows={6}
            spellCheck={false}
            value={event}
            error={properties === null ? t('templates.eventBad') : undefined}
            onChange={({ currentTarget }) => setEvent(currentTarget.value)}
          />
        </Card>
        <Card title={t('templates.source')} note={t('templates.versions', { count: template.versions.length })}>
          <Json label={t('templates.source')} value={template.document} />
        </Card>
      </div>
    </div>
  )
}

type Properties = { readonly [name: string]: never }

function objectIn(text: string): Properties | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Properties) : null
  } catch {
    return null
  }
}

function Preview({ template, properties }: { template: Template; properties: Properties }) {
  const { t, f } = useWords()
  const { document, key, version } = template
  const search = useSearch({ from: '/shell/templates/$templateKey' })
  const navigate = useNavigate({ from: '/templates/$templateKey' })
  const locales = [document.locale, ...Object.keys(document.locales ?? {})]
  const locale = locales.find((one) => one === search.locale) ?? document.locale
  const width = search.width ?? 'desktop'
  const event = { name: 'Preview', properties }
  const query = useQuery({
    queryKey: ['templates', key, version, 'preview', locale, event],
    queryFn: ({ signal }) => call('previewTemplate', { body: { document, locale, event } }, signal),
    placeholderData: (before) => before,
  })
  return (
    <>
      <div className={css.bar}>
        {locales.length > 1 ? (
          <Choices
            label={t('templates.locale')}
            choices={locales.map((value) => ({ value, label: languageOf(f.language, value) }))}
            chosen={locale}
            choose={(value) => void navigate({ search: (now) => ({ ...now, locale: value }), replace: true })}
          />
        ) : null}
        <Choices
          label={t('templates.width')}
          choices={[
            { value: 'desktop', label: t('templates.desktop') },
            { value: 'phone', label: t('templates.phone') },
          ]}
          chosen={width}
          choose={(value) =>
            void navigate({
              search: ({ width: _, ...rest }) => (value === 'phone' ? { ...rest, width: 'phone' } : rest),
              replace: true,
            })
          }
        />
        <SendTest template={template} locale={locale} event={event} />
      </div>
      <Answer query={query}>
        {({ subject, html, text }) => (
          <>
            <p className={css.subject}>
              <span>{t('templates.subject')}</span> <bdi>{subject}</bdi>
            </p>
            <MailView title={t('templates.previewTitle')} html={html} text={text} narrow={width === 'phone'} />
          </>
        )}
      </Answer>
    </>
  )
}

type Sending = {
  readonly template: Template
  readonly locale: string
  readonly event: { readonly name: string; readonly properties: Properties }
}

function SendTest({ template, locale, event }: Sending) {
  const { t } = useWords()
  const may = useMay()
  const { say, sayFailure } = useUndo()
  const send = useMutation({
    mutationFn: () => call('sendTestMessage', { body: { document: template.document, locale, event } }),
    onSuccess: ({ to, outcome, why }) =>
      say(outcome === 'accepted' ? t('templates.sent', { address: to }) : t('templates.notSent', { why: why ?? '' })),
    onError: sayFailure,
  })
  const allowed = may('templates.edit')
  useCommands(
    allowed ? [{ id: 'template.test', label: t('templates.sendTest'), group: 'here', run: () => send.mutate() }] : [],
  )
  if (!allowed) return null
  return (
    <Button busy={send.isPending} onClick={() => send.mutate()}>
      {t('templates.sendTest')}
    </Button>
  )
}
