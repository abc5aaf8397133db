// What is stuck, in one sentence. Pure.
import type { Stuck } from '@lotse/protocol'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'

/**
 * The sentence for one stuck thing.
 *
 * @param t - the translator.
 * @param f - the formatters.
 * @param stuck - from the snapshot.
 * @param flowName - name of the flow it concerns, if it is known.
 */
export function stuckSentence(
  t: Translate,
  f: Format,
  { kind, count, reason }: Stuck,
  flowName: string | undefined,
): string {
  switch (kind) {
    case 'engine_behind':
      return t('control.needs.engine_behind')
    case 'flow_paused':
      return t('control.needs.flow_paused', { flow: flowName ?? reason ?? '' })
    default:
      return t(`control.needs.${kind}`, { count, formatted: f.whole(count) })
  }
}
