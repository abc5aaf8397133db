// The pieces of the forms of a link, for a new one and for one that is changed: what it opens, on which pages, when it ends. Sends nothing.
import type { AtlasShare } from '@lotse/protocol'
import { Field } from '../../parts/Field.tsx'
import { Switch } from '../../parts/Switch.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import type { Translate } from '../../words/index.ts'
import { useWords } from '../../words/use.ts'
import type { Origins } from './origins.ts'

const DAY_MS = 86_400_000
/** After so many days a link ends; 0: never. */
export const SPANS = ['7', '30', '90', '0'] as const

/** What can be opened besides the map, in the order of the form. */
const PARTS = ['comments', 'library', 'insights'] as const

/** The parts that are switched on in a form. */
export const partsIn = (form: FormData): AtlasShare['opens'] => PARTS.filter((part) => form.has(part))

/** When a link ends that is to hold so many days from now; null: never. */
export const endAfter = (days: number): string | null =>
  days === 0 ? null : new Date(Date.now() + days * DAY_MS).toISOString()

/** How a span reads. */
export const spanText = (t: Translate, days: string): string =>
  days === '0' ? t('sharing.endless') : t('sharing.days', { count: Number(days) })

/** What the link opens. @param opens - of a link that stands. */
export function OpensFields({ opens = [] }: { readonly opens?: AtlasShare['opens'] }) {
  const { t } = useWords()
  return PARTS.map((part) => (
    <Switch key={part} name={part} label={t(`sharing.opens.${part}`)} defaultChecked={opens.includes(part)} />
  ))
}

/** Whom it is for. */
export function NameField({ name }: { readonly name?: string }) {
  const { t } = useWords()
  return (
    <Field
      label={t('sharing.name')}
      hint={t('sharing.nameHint')}
      name="name"
      defaultValue={name}
      maxLength={100}
      required
      pattern=".*\S.*"
      autoComplete="off"
    />
  )
}

/** What is wrong with the pages that were written. */
export type OriginFault = Exclude<Origins, { origins: unknown }>

/** On which pages. */
export function OriginsField({ origins = [], fault }: { origins?: readonly string[]; fault: OriginFault | undefined }) {
  const { t } = useWords()
  return (
    <TextArea
      label={t('sharing.origins')}
      hint={t('sharing.originsHint')}
      name="origins"
      rows={2}
      defaultValue={origins.join('\n')}
      spellCheck={false}
      error={fault === undefined ? undefined : faultText(t, fault)}
    />
  )
}

function faultText(t: Translate, fault: OriginFault): string {
  return fault.fault === 'originsWrong' ? t('sharing.originsWrong', { text: fault.text }) : t(`sharing.${fault.fault}`)
}

/** The password. @param hint - what an empty field means. */
export function PasswordField({ label, hint }: { readonly label: string; readonly hint: string }) {
  return (
    <Field
      label={label}
      hint={hint}
      type="password"
      name="password"
      minLength={8}
      maxLength={200}
      autoComplete="new-password"
    />
  )
}
