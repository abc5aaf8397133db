// Reality on a map, for its page: the switch for the bar, the picture under the heads of steps, and the panel beside them. All of it stands in the address.
import type { AtlasRecord } from '@lotse/protocol'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useMay } from '../app/member.ts'
import type { Layout } from '../canvas/layout.ts'
import type { Over } from '../canvas/over.ts'
import { Switch } from '../parts/Switch.tsx'
import { Failure, Loading } from '../parts/states.tsx'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { Asking } from './Asking.tsx'
import { CustomersBehind } from './CustomersBehind.tsx'
import { PICTURE_PX } from './drawing.ts'
import { stepNames } from './names.ts'
import { PanelFrame, RealityPanel } from './RealityPanel.tsx'
import { behindOf, behindText } from './ranking.ts'
import css from './reality.module.css'
import { Unmeasured } from './Unmeasured.tsx'
import { type Reality, useReality } from './use-reality.ts'
import { Ways } from './Ways.tsx'

type Address = {
  readonly real?: string | undefined
  readonly span?: string | undefined
  readonly via?: string | undefined
  readonly seg?: string | undefined
  readonly behind?: string | undefined
  readonly open?: string | undefined
}

type Given = {
  readonly journey: string
  readonly language: string
  readonly records: ReadonlyMap<string, AtlasRecord>
  /** Who is at a step now. */
  readonly here: ReadonlyMap<string, number>
  readonly search: Address
  readonly change: (more: Address) => void
}

/** What the page of the map shows of it. `live`: whether somebody has to listen to who moves. */
export type Overlay = {
  readonly tools: ReactNode
  readonly over: Over | undefined
  readonly panel: ReactNode
  readonly live: boolean
}

/** The overlay. */
export function useOverlay(given: Given): Overlay {
  const { t } = useWords()
  const { journey, search, change, here } = given
  const on = search.real === 'on'
  const { span, via: channel, seg } = search
  const reality = useReality({ journey, on, span, channel, segment: seg, moved: here })
  const { editions, channels, segments, narrow } = reality
  const toggle = () => change({ real: on ? undefined : 'on', behind: undefined })
  useCommands([{ id: 'map.reality', label: t(on ? 'reality.off' : 'reality.on'), group: 'here', run: toggle }])
  const { over, panel } = useParts(given, reality)
  return {
    tools: (
      <div className={css.tools}>
        <Switch label={t('reality.title')} checked={on} onChange={toggle} />
        {on ? <Asking {...{ span, channel, channels, segments, change }} segment={narrow.segment} /> : null}
      </div>
    ),
    over: on ? over : undefined,
    panel: on ? <PanelFrame close={toggle}>{panel}</PanelFrame> : null,
    live: on && editions.data?.some(({ measured }) => measured) === true,
  }
}

type Parts = Pick<Overlay, 'over' | 'panel'>

function useParts(given: Given, { numbers, editions, ways, bound, narrow }: Reality): Parts {
  const { t } = useWords()
  const may = useMay()('customers.read')
  const { journey, language, records, search, change } = given
  // Who is where now is told of all channels and segments together.
  const here = Object.keys(narrow).length === 0 ? given.here : NOBODY
  const steps = numbers.data?.steps
  const unnamed = t('map.unnamedStep')
  const nameOf = useMemo(
    () => stepNames(records, steps ?? [], { language, unnamed }),
    [records, steps, language, unnamed],
  )
  const behind = behindOf(search.behind)
  const chosen = behind?.what === 'here' ? behind.step : null
  const choose = useCallback(
    (step: string) => change({ behind: behindText({ what: 'here', step }), open: undefined }),
    [change],
  )
  const draw = useCallback(
    (layout: Layout) =>
      steps === undefined ? null : (
        <Ways {...{ layout, ways, steps, bound, here, nameOf, chosen }} choose={may ? choose : null} />
      ),
    [steps, ways, bound, here, nameOf, chosen, choose, may],
  )
  const over = useMemo(() => (steps === undefined ? undefined : { px: PICTURE_PX, draw }), [steps, draw])
  if (editions.data?.length === 0)
    return { over: undefined, panel: <Unmeasured begin={() => change({ open: journey })} /> }
  const failed = editions.error ?? numbers.error
  if (numbers.data === undefined)
    return {
      over: undefined,
      panel: failed === null ? <Loading /> : <Failure failure={failed} retry={() => void numbers.refetch()} />,
    }
  if (behind !== null && may)
    return {
      over,
      panel: (
        <CustomersBehind
          {...{ journey, behind, nameOf }}
          segment={narrow.segment}
          back={() => change({ behind: undefined })}
        />
      ),
    }
  return {
    over,
    panel: (
      <RealityPanel
        {...{ journey, ways, bound, nameOf }}
        numbers={numbers.data}
        strange={strangeTo(records, numbers.data.steps)}
        open={may ? (one) => change({ behind: behindText(one) }) : null}
        showAll={search.span === 'all' ? null : () => change({ span: 'all' })}
      />
    ),
  }
}

const NOBODY: ReadonlyMap<string, number> = new Map()

/** How many steps stand on the map that an edition does not know. */
function strangeTo(records: ReadonlyMap<string, AtlasRecord>, steps: readonly { readonly step: string }[]): number {
  const known = new Set(steps.map(({ step }) => step))
  return [...records.values()].filter(({ id, kind, removed }) => kind === 'step' && !removed && !known.has(id)).length
}
