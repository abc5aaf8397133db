// One template: written on one side, on the other as its readers will see it, in each language, filled with values; and a test to oneself.
import type { Template, TemplateDocument } from '@lotse/protocol'
import { useDebouncedValue } from '@mantine/hooks'
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
import { localesOf } from './content.ts'
import { languageOf } from './language.ts'
import { SaveBar } from './SaveBar.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'
import css from './template-page.module.css'
import { useDraft } from './use-draft.ts'

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
  const may = useMay()
  const { locale: asked } = useSearch({ from: '/shell/templates/$templateKey' })
  const navigate = useNavigate({ from: '/templates/$templateKey' })
  const [event, setEvent] = useState('{}')
  const draft = useDraft(template)
  const { document } = draft
  const properties = objectIn(event)
  const locale = localesOf(document).find((one) => one === asked) ?? document.locale
  const show = (value: string) => void navigate({ search: (now) => ({ ...now, locale: value }), replace: true })
  return (
    <div className={css.columns}>
      <div className={css.side}>
        <Card title={t('templates.preview')}>
          <Preview document={document} locale={locale} show={show} properties={properties ?? {}} />
        </Card>
        <Card title={t('templates.event')}>
          <TextArea
            label={t('templates.properties')}
            hint={t('templates.eventHint')}
            rows={4}
            spellCheck={false}
            value={event}
            error={properties === null ? t('templates.eventBad') : undefined}
            onChange={({ currentTarget }) => setEvent(currentTarget.value)}
          />
        </Card>
      </div>
      <div className={css.side}>
        {may('templates.edit', template) ? (
          <>
            <TemplateEditor document={document} locale={locale} write={draft.write} show={show} />
            <SaveBar draft={draft} />
          </>
        ) : null}
        <Card title={t('templates.source')} note={t('templates.versions', { count: template.versions.length })}>
          <details>
            <summary>{t('templates.showSource')}</summary>
            <Json label={t('templates.source')} value={document} />
          </details>
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

type Looking = {
  readonly document: TemplateDocument
  readonly locale: string
  readonly show: (locale: string) => void
  readonly properties: Properties
}

const PAUSE_MS = 300

function Preview({ document: written, locale, show, properties }: Looking) {
  const { t, f } = useWords()
  // What is being written is drawn after a short pause.
  const [document] = useDebouncedValue(written, PAUSE_MS)
  const search = useSearch({ from: '/shell/templates/$templateKey' })
  const navigate = useNavigate({ from: '/templates/$templateKey' })
  const locales = localesOf(written)
  const width = search.width ?? 'desktop'
  const event = { name: 'Preview', properties }
  const query = useQuery({
    queryKey: ['template-preview', document, locale, event],
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
            choose={show}
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
        <SendTest document={written} locale={locale} event={event} />
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
  readonly document: TemplateDocument
  readonly locale: string
  readonly event: { readonly name: string; readonly properties: Properties }
}

function SendTest({ document, locale, event }: Sending) {
  const { t } = useWords()
  const may = useMay()
  const { say, sayFailure } = useUndo()
  const send = useMutation({
    mutationFn: () => call('sendTestMessage', { body: { document, locale, event } }),
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
