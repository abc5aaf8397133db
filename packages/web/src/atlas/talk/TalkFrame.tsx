// Puts a talk around a map: marks at its places, and the panel beside it while it is open. Where the talk comes from is the caller's.
import type { AtlasRecord } from '@lotse/protocol'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Acts } from '../../canvas/acts.ts'
import { layoutOf } from '../../canvas/layout.ts'
import { MarksContext } from '../../canvas/marks.ts'
import { spotOf } from './places.ts'
import type { SpotWire } from './spot-wire.ts'
import { TalkPanel } from './TalkPanel.tsx'
import type { Talk, TalkPart } from './talk.ts'

type Given = {
  readonly talk: Talk
  readonly counts: ReadonlyMap<string, number>
  /** What is looked at; undefined while the panel is closed. */
  readonly part: TalkPart | undefined
  readonly choose: (part: TalkPart | undefined) => void
  /** A thread to begin with: the map goes to its place. */
  readonly first?: string | undefined
  readonly journey: string
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly wire: SpotWire
  readonly state?: ReactNode
  readonly before?: ReactNode
  readonly children: ReactNode
}

/** The frame. */
export function TalkFrame({ counts, part, choose, children, ...given }: Given) {
  const [asked, ask] = useState(0)
  const steer = useRef<Acts['select'] | null>(null)
  const chosen = useRef(choose)
  chosen.current = choose
  const marks = useMemo(
    () => ({
      counts,
      shown: part !== undefined,
      open: () => {
        chosen.current('here')
        ask((times) => times + 1)
      },
      close: () => chosen.current(undefined),
      steer,
    }),
    [counts, part],
  )
  const close = () => {
    choose(undefined)
    document.querySelector<HTMLElement>('[role=grid]')?.focus()
  }
  return (
    <>
      <MarksContext value={marks}>{children}</MarksContext>
      {part === undefined ? null : (
        <Panel
          {...given}
          part={part}
          choose={choose}
          asked={asked}
          close={close}
          go={(spot) => steer.current?.(spot)}
        />
      )}
    </>
  )
}

type PanelGiven = Omit<Parameters<typeof TalkPanel>[0], 'layout'> & { readonly first?: string | undefined }

/** The panel, which knows where things stand in the map. */
function Panel({ first, ...given }: PanelGiven) {
  const { records, language, talk, go } = given
  const layout = useMemo(() => layoutOf(records.values(), language), [records, language])
  const led = useRef<string>(undefined)
  useEffect(() => {
    const thread = talk.threads.find(({ id }) => id === first)
    const spot = thread === undefined || led.current === first ? null : spotOf(layout, thread)
    if (spot === null) return
    led.current = first
    go(spot)
  }, [first, talk, layout, go])
  return <TalkPanel {...given} layout={layout} />
}
