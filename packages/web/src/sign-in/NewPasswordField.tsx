// The field for a password that is chosen now: says what it takes, and why the last one was too weak. The server judges.
import type { ComponentProps } from 'react'
import { weakText } from '../account/weak.ts'
import { Field } from '../parts/Field.tsx'
import { useWords } from '../words/use.ts'

const PASSWORD_CHARS_MIN = 12
const PASSWORD_CHARS_MAX = 200

/** @param failure - the refusal of the last try, if any; other refusals than weakness are shown elsewhere, or as `error`. */
export function NewPasswordField({
  failure,
  error,
  ...input
}: ComponentProps<'input'> & { label: string; failure: unknown; error?: string | undefined }) {
  const { t } = useWords()
  return (
    <Field
      name="password"
      {...input}
      hint={t('account.password.hint', { count: PASSWORD_CHARS_MIN })}
      error={weakText(t, failure) ?? error}
      type="password"
      autoComplete="new-password"
      minLength={PASSWORD_CHARS_MIN}
      maxLength={PASSWORD_CHARS_MAX}
      required
    />
  )
}
