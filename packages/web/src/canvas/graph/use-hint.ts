// The line below a graph that says what goes on: a way is being drawn, or nobody has drawn any yet. Draws nothing.
import type { AtlasRecord } from '@lotse/protocol'
import { useWords } from '../../words/use.ts'
import { nameIn } from '../texts.ts'
import type { Graph } from './use-graph.ts'

type Asked = {
  readonly graph: Graph
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  /** Whether nobody has drawn ways, and one may. */
  readonly implied: boolean
}

/** What is said, and whether ways can be drawn at once; null: nothing. */
export function useHint({ graph, records, language, implied }: Asked) {
  const { t } = useWords()
  if (graph.from !== null) {
    const name = nameIn(records.get(graph.from), language) || t('map.unnamedStep')
    return { text: t('graph.connecting', { name }), mayDraw: false, action: '' }
  }
  if (implied && graph.at !== null) return { text: t('graph.implied'), mayDraw: true, action: t('graph.drawOut') }
  return null
}
