// The talk of members around a map; what is looked at stands in the address.
import type { AtlasRecord } from '@lotse/protocol'
import { type ReactNode, useMemo } from 'react'
import { Failure, Loading } from '../../parts/states.tsx'
import { useAddress } from '../use-address.ts'
import type { SpotWire } from './spot-wire.ts'
import { TalkFrame } from './TalkFrame.tsx'
import { talkParts } from './talk.ts'
import { useTalk } from './use-talk.ts'

type Given = {
  readonly journey: string
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly wire: SpotWire
  /** The map. */
  readonly children: ReactNode
}

/** The talk. */
export function MemberTalk({ journey, children, ...given }: Given) {
  const { search, change } = useAddress()
  const part = talkParts.find((one) => one === search.talk)
  const { talk, query, marks } = useTalk(
    useMemo(() => ({ journey }), [journey]),
    part,
  )
  const { data, isError, error, refetch } = query
  const state =
    data !== undefined ? undefined : isError ? <Failure failure={error} retry={() => void refetch()} /> : <Loading />
  return (
    <TalkFrame
      {...given}
      journey={journey}
      talk={talk}
      counts={marks}
      part={part}
      first={search.thread}
      // There is room for one panel.
      choose={(talk) => change({ talk, thread: undefined, ...(talk === undefined ? {} : { open: undefined }) })}
      state={state}
    >
      {children}
    </TalkFrame>
  )
}
