// What is stuck, in one sentence. Pure.
import type { Stuck } from '@lotse/protocol'
import type { Translate } from '../words/index.ts'
import type { Format } from '../words/use.ts'

/**
 * The sentence for one stuck thing.
 *
 * @param t - the translator.
 * @param f - the formatters.
 * @param stuck - from the snapshot.
 * @param flowName - name of the flow it concerns, if it is known.
 */
export function stuckSentence(t: Translate, f: Format, { kind, count }: Stuck, flowName: string | undefined): string {
  switch (kind) {
    case 'engine_behind':
      return t('control.needs.engine_behind')
    case 'flow_paused':
      return flowName === undefined
        ? t('control.needs.flow_pausedAny')
        : t('control.needs.flow_paused', { flow: flowName })
    default:
      return t(`control.needs.${kind}`, { count, formatted: f.whole(count) })
  }
}
