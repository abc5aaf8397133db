// Why something of a file is not imported, in people's words. Codes that are not known here are shown as they are.
import type { Translate } from '../../words/index.ts'

const known = {
  'atlas.unknown_record': 'imports.reason.unknownRecord',
  'atlas.unknown_field': 'imports.reason.unknownField',
  'atlas.value_invalid': 'imports.reason.value',
  'atlas.field_needed': 'imports.reason.needed',
  'atlas.wrong_home': 'imports.reason.home',
  'atlas.kind_taken': 'imports.reason.kindTaken',
  'condition.out_of_reach': 'problem.outOfReach',
  'atlas.outside_taxonomy': 'imports.reason.taxonomy',
  'auth.not_owner': 'imports.reason.notOwner',
  'unit.needed': 'imports.reason.unit',
  'import.unreadable': 'imports.reason.unreadable',
} as const

const isKnown = (code: string): code is keyof typeof known => Object.hasOwn(known, code)

/** The reason behind a code. */
export function refusalText(t: Translate, code: string): string {
  return isKnown(code) ? t(known[code]) : code
}
