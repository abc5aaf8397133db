// One topic in the words of every language: its name, a sentence about it, and whether it is offered. Sends nothing itself.
import type { WorkspaceTopic } from '@lotse/protocol'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Switch } from '../parts/Switch.tsx'
import { languageNames, languages } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './preferences.module.css'
import { spoken } from './topics.ts'

type Given = {
  /** Null: a new one. */
  readonly topic: WorkspaceTopic | null
  /** Keys that are taken. */
  readonly taken: readonly string[]
  readonly busy: boolean
  readonly close: () => void
  readonly save: (topic: WorkspaceTopic) => void
}

/** The dialog. */
export function TopicDialog({ topic, taken, busy, close, save }: Given) {
  const { t } = useWords()
  const form = useId()
  const [fault, setFault] = useState<string>()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const key = topic?.key ?? fieldOf(data, 'key').trim()
    if (key === '*' || (topic === null && taken.includes(key))) return setFault(t('preferences.keyTaken'))
    const told = (field: string) =>
      spoken(Object.fromEntries(languages.map((language) => [language, fieldOf(data, `${field}-${language}`)])))
    const [names, descriptions] = [told('name'), told('text')]
    save({ key, ...(names && { names }), ...(descriptions && { descriptions }), offered: data.has('offered') })
  }
  return (
    <Dialog
      open
      close={close}
      title={topic === null ? t('preferences.add') : t('preferences.editTopic', { key: topic.key })}
      actions={
        <Button kind="primary" type="submit" form={form} busy={busy}>
          {t('preferences.save')}
        </Button>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        {topic === null ? (
          <Field
            label={t('preferences.key')}
            hint={t('preferences.keyHint')}
            name="key"
            required
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            error={fault}
          />
        ) : null}
        {languages.map((language) => (
          <fieldset key={language} className={css.words}>
            <legend>{languageNames[language]}</legend>
            <Field
              label={t('preferences.name')}
              name={`name-${language}`}
              lang={language}
              defaultValue={topic?.names?.[language] ?? ''}
              maxLength={200}
              autoComplete="off"
            />
            <Field
              label={t('preferences.text')}
              name={`text-${language}`}
              lang={language}
              defaultValue={topic?.descriptions?.[language] ?? ''}
              maxLength={300}
              autoComplete="off"
            />
          </fieldset>
        ))}
        <Switch
          label={t('preferences.offered')}
          hint={t('preferences.offeredHint')}
          name="offered"
          defaultChecked={topic?.offered ?? true}
        />
      </form>
    </Dialog>
  )
}
