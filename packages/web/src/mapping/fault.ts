// What is wrong with a record, in people's words: by the field of the mapping where one is named.
import type { RecordFault } from '@lotse/protocol'
import { reasonText } from '../inputs/reasons.ts'
import type { Translate } from '../words/index.ts'
import { targets } from './draft.ts'

/** The sentence for a fault. */
export function faultText(t: Translate, { code, field }: Pick<RecordFault, 'code' | 'field'>): string {
  const target = targets.find((one) => one === field)
  if (code !== 'listen.event_invalid' || target === undefined) return reasonText(t, code)
  return t('mapping.fault', { field: t(`mapping.target.${target}`) })
}
