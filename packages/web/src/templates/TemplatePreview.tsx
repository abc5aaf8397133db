// A template as its readers will see it, in each language and width, filled with values; and a test to oneself. Keeps nothing.
import type { TemplateDocument } from '@lotse/protocol'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { MailView } from '../messages/MailView.tsx'
import { Button } from '../parts/Button.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Answer } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { localesOf } from './content.ts'
import { languageOf } from './language.ts'
import css from './template-page.module.css'

/** What the event that it answers carries. */
export type Properties = { readonly [name: string]: never }

type Looking = {
  readonly document: TemplateDocument
  readonly locale: string
  readonly show: (locale: string) => void
  readonly properties: Properties
}

const PAUSE_MS = 300

/** The preview with its choices. */
export function Preview({ document: written, locale, show, properties }: Looking) {
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
