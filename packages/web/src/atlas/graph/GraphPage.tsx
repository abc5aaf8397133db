// A journey as a graph, on its page: the graph, what customers did on it, and the panel of a step or a way. What is open stands in the address.
import type { AtlasRecord } from '@lotse/protocol'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { GraphEditor } from '../../canvas/graph/GraphEditor.tsx'
import type { RealOver } from '../../canvas/graph/over.ts'
import { layoutOf } from '../../canvas/layout.ts'
import type { Spot } from '../../canvas/spots.ts'
import { stepNames } from '../../reality/names.ts'
import { useOverlay } from '../../reality/use-overlay.tsx'
import { type Reality, useReality } from '../../reality/use-reality.ts'
import { drawable } from '../../reality/ways.ts'
import { useWords } from '../../words/use.ts'
import css from '../atlas.module.css'
import { DetailsPanel, hasDetails } from '../DetailsPanel.tsx'
import { newId } from '../ids.ts'
import { MapTools } from '../MapTools.tsx'
import { Pulse } from '../Pulse.tsx'
import { StepItems } from '../StepItems.tsx'
import { MemberTalk } from '../talk/MemberTalk.tsx'
import { spotWire } from '../talk/spot-wire.ts'
import { useAddress } from '../use-address.ts'
import { useChannels } from '../use-channels.ts'
import type { OpenSession } from '../use-session.ts'
import { StepWays } from './StepWays.tsx'
import { WayPanel } from './WayPanel.tsx'

type Given = {
  readonly journey: string
  readonly title: string
  readonly language: string
  readonly mayEdit: boolean
  readonly open: OpenSession
  readonly records: ReadonlyMap<string, AtlasRecord>
}

/** The view. */
export function GraphPage(given: Given) {
  const { journey, title, language, mayEdit, open, records } = given
  const { t } = useWords()
  const { search, change } = useAddress()
  useChannels(open.session)
  const [here, beat] = useState<ReadonlyMap<string, number>>(NOBODY)
  const [wire] = useState(spotWire)
  const { onSpot } = open
  const tellSpot = useCallback(
    (spot: Spot) => {
      wire.tell(spot)
      onSpot(spot)
    },
    [wire, onSpot],
  )
  const overlay = useOverlay({ journey, language, records, here, search, change })
  const on = search.real === 'on'
  const { span, via: channel, seg: segment } = search
  const reality = useReality({ journey, on, span, channel, segment, moved: NOBODY })
  const over = useOver(given, reality, Object.keys(reality.narrow).length === 0 ? here : NOBODY)
  return (
    <div className={search.focus === 'on' ? css.focus : css.whole}>
      {overlay.live ? <Pulse journey={journey} beat={beat} /> : null}
      <MemberTalk {...{ journey, records, language, wire }}>
        <GraphEditor
          session={open.session}
          journey={journey}
          title={t('graph.title', { name: title })}
          language={language}
          mayEdit={mayEdit}
          newId={newId}
          startAt={search.open}
          chosen={search.open}
          openDetails={(id) => change({ open: id, talk: undefined })}
          onSpot={tellSpot}
          over={on ? over : null}
          tools={
            <MapTools journey={journey} language={language}>
              {overlay.tools}
            </MapTools>
          }
        />
      </MemberTalk>
      <Beside {...given} otherwise={overlay.panel} />
    </div>
  )
}

const NOBODY: ReadonlyMap<string, number> = new Map()

/** What customers did, as the graph shows it. */
function useOver({ records, language }: Given, reality: Reality, here: ReadonlyMap<string, number>): RealOver | null {
  const { t, f } = useWords()
  const { numbers, ways, bound } = reality
  const steps = numbers.data?.steps
  const unnamed = t('map.unnamedStep')
  return useMemo(() => {
    if (steps === undefined) return null
    const nameOf = stepNames(records, steps, { language, unnamed })
    const known = steps.filter(({ step }) => bound.has(step))
    return {
      ways: drawable(ways),
      at: new Map(known.map((one) => [one.step, { reached: one.reached, here: here.get(one.step) ?? one.here }])),
      say: (way) => {
        const share = ways.find(({ from, to }) => from === way.from && to === way.to)?.share ?? 0
        const said = { from: nameOf(way.from), to: nameOf(way.to), count: f.whole(way.count), share: f.share(share) }
        return t(`reality.way.${way.kind}`, said)
      },
    }
  }, [steps, ways, bound, here, records, language, unnamed, t, f])
}

/** The panel of what is open; else whatever stands there otherwise. */
function Beside({ journey, open, records, language, mayEdit, otherwise }: Given & { readonly otherwise: ReactNode }) {
  const { search, change } = useAddress()
  const record = records.get(search.open ?? '')
  const layout = useMemo(() => layoutOf(records.values(), language), [records, language])
  const close = () => {
    change({ open: undefined })
    document.querySelector<HTMLElement>('[data-step] > button[tabindex="0"]')?.focus()
  }
  const shared = { journey, session: open.session, language, mayEdit, close, layout, records }
  const openOther = (id: string) => change({ open: id })
  if (record?.kind === 'transition' && !record.removed)
    return <WayPanel key={record.id} {...shared} way={record} openOther={openOther} />
  if (!hasDetails(record)) return otherwise
  return (
    <DetailsPanel record={record} session={open.session} language={language} mayEdit={mayEdit} close={close}>
      {record.kind === 'step' ? (
        <>
          <StepWays {...shared} step={record.id} openOther={openOther} />
          <StepItems step={record.id} records={records} language={language} />
        </>
      ) : null}
    </DetailsPanel>
  )
}
