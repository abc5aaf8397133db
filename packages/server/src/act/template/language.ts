// In which language a customer is written to (M10). Pure; which languages a template has is compile.ts's.
import type { WorkspaceSettings } from '@lotse/protocol'
import { knownLocale } from './render.ts'

/** What the choice hangs on. `locale`: of the workspace. */
export type Host = { readonly settings: Pick<WorkspaceSettings, 'languages'>; readonly locale: string | null }

/**
 * The language of a customer's messages, and the one where a template has not that.
 *
 * @param stated - the customer's own, as it was sent; nothing where it is unknown.
 */
export function writtenIn(stated: string | undefined, { settings, locale }: Host) {
  const own = knownLocale(stated)
  const otherwise = knownLocale(settings.languages[0]) ?? knownLocale(locale)
  const spoken = settings.languages.length === 0 || settings.languages.some((tag) => primary(tag) === primary(own))
  return { locale: own !== null && spoken ? own : otherwise, otherwise }
}

const primary = (tag: string | null): string | undefined => tag?.toLowerCase().split(/[-_]/)[0]
