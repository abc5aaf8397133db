// What a scale or formula is called in the languages of the console. Keeps nothing.
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { useWords } from '../../words/use.ts'

const LENGTH_MAX = 60
const LANGUAGES = ['de', 'en'] as const

/** The fields. @param name - as it stands; undefined: it is new. */
export function NameFields({ name }: { name: Readonly<Record<string, string>> | undefined }) {
  const { t } = useWords()
  return LANGUAGES.map((language) => (
    <Field
      key={language}
      name={`name.${language}`}
      label={t(`insightSettings.weighing.called.${language}`)}
      defaultValue={name?.[language] ?? ''}
      maxLength={LENGTH_MAX}
      required
    />
  ))
}

/** What the fields of a form say. */
export const namesIn = (form: FormData): Record<string, string> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, fieldOf(form, `name.${language}`).trim()]))
