// What is wrong with a refused password, in words.
import { Refused } from '../api.ts'
import type { Translate } from '../words/index.ts'

const reasons = {
  short: 'account.weak.short',
  common: 'account.weak.common',
  repeated: 'account.weak.repeated',
  row: 'account.weak.row',
  name: 'account.weak.name',
} as const

const isReason = (why: unknown): why is keyof typeof reasons => typeof why === 'string' && Object.hasOwn(reasons, why)

/** The sentence beside the field, or undefined where the failure is another one. */
export function weakText(t: Translate, failure: unknown): string | undefined {
  if (!(failure instanceof Refused) || failure.code !== 'auth.weak_password') return undefined
  const { why } = failure.facts
  return t(isReason(why) ? reasons[why] : 'account.weak.common')
}
