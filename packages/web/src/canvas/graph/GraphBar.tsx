// The tools above a graph of steps: what can be done at the step where one is, the way back, and how large it is shown.
import {
  IconArrowNarrowRight,
  IconInfoSquareRounded,
  IconLayoutDistributeVertical,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { Button } from '../../parts/Button.tsx'
import { useWords } from '../../words/use.ts'
import { Bar, Tool } from '../Toolbar.tsx'
import type { Graph } from './use-graph.ts'

type Given = Omit<ComponentProps<typeof Bar>, 'children'> & {
  readonly graph: Graph
  /** Whether any step was put somewhere by hand. */
  readonly put: boolean
  readonly details: ((id: string) => void) | null
}

/** The bar. */
export function GraphBar({ graph, put, details, ...bar }: Given) {
  const { t } = useWords()
  const { at } = graph
  return (
    <Bar {...bar}>
      {bar.mayEdit ? <Working graph={graph} /> : null}
      {bar.mayEdit && put ? (
        <Tool label={t('graph.anew')} icon={IconLayoutDistributeVertical} act={graph.layAnew} />
      ) : null}
      {at === null || details === null ? null : (
        <Tool label={t('graph.details')} icon={IconInfoSquareRounded} act={() => details(at)} />
      )}
    </Bar>
  )
}

/** What can be done at the step where one is. */
function Working({ graph }: { graph: Graph }) {
  const { t } = useWords()
  const { at, from } = graph
  const connecting = from !== null
  return (
    <>
      <Button onClick={graph.add}>
        <IconPlus size={16} stroke={1.7} aria-hidden />
        {t('map.addStep')}
      </Button>
      <Button
        onClick={() => (connecting || at === null ? graph.stop() : graph.begin(at))}
        disabled={at === null}
        aria-pressed={connecting}
      >
        <IconArrowNarrowRight size={16} stroke={1.7} aria-hidden />
        {t(connecting ? 'graph.stop' : 'graph.connect')}
      </Button>
      {at === null ? null : (
        <>
          <Tool label={t('graph.rename')} icon={IconPencil} act={() => graph.rename(at)} />
          <Tool label={t('graph.remove')} icon={IconTrash} act={() => graph.remove(at)} />
        </>
      )}
    </>
  )
}
