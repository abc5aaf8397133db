// Reasons of refusals in people's words. Codes that are not known here are shown as they are.
import type { Translate } from '../words/index.ts'

const known = {
  'listen.event_invalid': 'inputs.reason.event_invalid',
  'listen.event_too_large': 'inputs.reason.event_too_large',
  'listen.too_many_properties': 'inputs.reason.too_many_properties',
  'listen.no_identity': 'inputs.reason.no_identity',
  'listen.time_out_of_range': 'inputs.reason.time_out_of_range',
  'listen.text_invalid': 'inputs.reason.text_invalid',
  'listen.unmapped': 'inputs.reason.unmapped',
  'listen.key_forbidden': 'inputs.reason.key_forbidden',
} as const

const isKnown = (code: string): code is keyof typeof known => Object.hasOwn(known, code)

/** The reason behind a code. */
export function reasonText(t: Translate, code: string): string {
  return isKnown(code) ? t(known[code]) : code
}
