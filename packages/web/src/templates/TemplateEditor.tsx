// What a template says in one language, to be written: subject, first line, body, text. Shows nothing of how it looks; keeps no text itself.
import type { TemplateDocument } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Field } from '../parts/Field.tsx'
import { Select } from '../parts/Select.tsx'
import { TextArea } from '../parts/TextArea.tsx'
import { useWords } from '../words/use.ts'
import { contentOf, localesOf, withContent, withoutLocale } from './content.ts'
import { choicesOf, languageOf } from './language.ts'
import css from './template-page.module.css'
import { useLanguages } from './use-languages.ts'

type Given = {
  readonly document: TemplateDocument
  readonly locale: string
  readonly write: (document: TemplateDocument) => void
  /** Shows another language. */
  readonly show: (locale: string) => void
}

/** The card. */
export function TemplateEditor({ document, locale, write, show }: Given) {
  const { t, f } = useWords()
  const content = contentOf(document, locale)
  const set = (part: keyof typeof content) => (event: { readonly currentTarget: { readonly value: string } }) =>
    write(withContent(document, locale, { ...content, [part]: event.currentTarget.value }))
  return (
    <Card
      title={t('templates.says')}
      note={languageOf(f.language, locale)}
      side={<Languages {...{ document, locale, write, show }} />}
    >
      <div className="stack">
        <Field
          label={t('templates.name')}
          value={document.name}
          maxLength={200}
          autoComplete="off"
          onChange={({ currentTarget }) => write({ ...document, name: currentTarget.value })}
        />
        <Field
          label={t('templates.subject')}
          lang={locale}
          value={content.subject}
          maxLength={500}
          autoComplete="off"
          onChange={set('subject')}
        />
        <Field
          label={t('templates.preheader')}
          hint={t('templates.preheaderHint')}
          lang={locale}
          value={content.preheader ?? ''}
          maxLength={500}
          autoComplete="off"
          onChange={set('preheader')}
        />
        <div className={css.code}>
          <TextArea
            label={t('templates.body')}
            hint={t('templates.bodyHint', { customer: '{{ customer.name }}', event: '{{ event.properties.sku }}' })}
            rows={16}
            lang={locale}
            spellCheck={false}
            value={content.body}
            onChange={set('body')}
          />
        </div>
      </div>
    </Card>
  )
}

function Languages({ document, locale, write, show }: Given) {
  const { t, f } = useWords()
  const { offered } = useLanguages()
  const spoken = localesOf(document)
  const more = choicesOf(
    f.language,
    offered.filter((tag) => !spoken.includes(tag)),
  )
  const add = (tag: string) => {
    if (tag === '') return
    write(withContent(document, tag, contentOf(document, document.locale)))
    show(tag)
  }
  const remove = () => {
    write(withoutLocale(document, locale))
    show(document.locale)
  }
  return (
    <>
      {locale === document.locale ? null : (
        <Button kind="quiet" onClick={remove}>
          {t('templates.removeLocale', { language: languageOf(f.language, locale) })}
        </Button>
      )}
      {more.length === 0 ? (
        <Link to="/settings">{t('templates.moreLocales')}</Link>
      ) : (
        <Select
          hidden
          label={t('templates.addLocale')}
          value=""
          onChange={({ currentTarget }) => add(currentTarget.value)}
          choices={[{ value: '', label: t('templates.addLocale') }, ...more]}
        />
      )}
    </>
  )
}
