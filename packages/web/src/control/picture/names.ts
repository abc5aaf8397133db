// What a node is called and what its second line says, in the reader's language. Pure.
import type { Motion, MotionResult } from '@lotse/protocol'
import { channelWords } from '../../customers/why-sentences.ts'
import type { Format } from '../../words/format-in.ts'
import type { Translate } from '../../words/index.ts'
import { type Node, OTHERS } from './model.ts'

/** A node's name. */
export function nodeName(t: Translate, { column, key, name }: Node): string {
  if (key === OTHERS) return t('motion.others')
  if (column === 'channel') return key === 'held' ? t('motion.held') : channelWords(t, key)
  if (column === 'result') return t(`motion.result.${key as MotionResult | 'goal'}`)
  return name
}

/** The second line of a flow: who is in it, who came, or that it stands still. */
export function flowLine(t: Translate, f: Format, node: Node, flows: Motion['flows']): string {
  const figures = { active: f.whole(node.active ?? 0), now: f.whole(node.now) }
  if (node.key === OTHERS) return t('motion.flowOthers', figures)
  const paused = flows.find(({ id }) => id === node.key)?.status === 'paused'
  return paused ? t('motion.flowPaused', figures) : t('motion.flowLine', figures)
}
