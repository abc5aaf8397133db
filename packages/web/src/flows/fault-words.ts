// A fault of a flow as a sentence that says what to do. Pure.
import type { ApiFlowFault } from '@lotse/protocol'
import type { Translate } from '../words/index.ts'

const known = [
  'unknown_step',
  'duplicate_step',
  'unreachable_step',
  'loop_without_wait',
  'no_exit',
  'unknown_template',
  'unknown_event',
  'condition_invalid',
  'wait_too_long',
  'wait_too_short',
  'name_not_allowed',
] as const

/** The sentence; one that is not known says its code. */
export function faultWords(
  t: Translate,
  { code, facts, field }: Pick<ApiFlowFault, 'code' | 'facts' | 'field'>,
): string {
  const found = known.find((one) => one === code)
  const { step, template, event, detail, days, seconds, name } = facts
  return found === undefined
    ? `${code} (${field})`
    : t(`flow.fault.${found}`, { step, template, event, detail, days, seconds, name })
}
