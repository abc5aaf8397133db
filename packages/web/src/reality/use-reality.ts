// What customers really did on a journey, for components: its editions, the figures that the address asks for, and the ways. Keeps itself up to date.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { editionsQuery } from '../atlas/data.ts'
import { type Asked, editionQuery, narrowOf, numbersQuery } from './data.ts'
import { channelsOf } from './shares.ts'
import { daysOf, spanOf } from './span.ts'
import { useRefresh } from './use-refresh.ts'
import { boundIn, type Designed, waysOf } from './ways.ts'

type Given = {
  readonly journey: string
  /** Nothing is asked while it is off. */
  readonly on: boolean
  readonly span: string | undefined
  readonly channel: string | undefined
  readonly segment: string | undefined
  readonly edition?: string | undefined
  /** Another value whenever somebody has moved. */
  readonly moved: ReadonlyMap<string, number>
}

const NOTHING: Designed = { steps: [], moves: [] }

/** What is known. A segment that the edition does not count apart is not asked for. */
export function useReality({ journey, on, span, channel, segment: named, edition, moved }: Given) {
  const editions = useQuery({ ...editionsQuery(journey), enabled: on })
  const published = (editions.data?.length ?? 0) > 0
  const chosen = editions.data?.find(({ number }) => String(number) === edition)?.number
  const asked: Asked = { ...daysOf(spanOf(span), Date.now()), ...(chosen === undefined ? {} : { edition: chosen }) }
  const ask = on && published
  const whole = useQuery({ ...numbersQuery(journey, asked), enabled: ask })
  const segments = whole.data?.segments ?? NONE
  const segment = segments.find((one) => one.segment === named)?.segment
  const narrow = narrowOf(channel, segment)
  // Figures of all must not stand there while it is not known yet whether those of the segment can be had.
  const known = named === undefined || whole.data !== undefined
  const numbers = useQuery({ ...numbersQuery(journey, { ...asked, ...narrow }), enabled: ask && known })
  const number = numbers.data?.edition.number ?? 0
  const frozen = useQuery({ ...editionQuery(journey, number), enabled: on && number > 0 })
  useRefresh(journey, moved)
  const document = frozen.data?.document ?? NOTHING
  const ways = useMemo(() => waysOf(numbers.data?.steps ?? [], document), [numbers.data, document])
  const bound = useMemo(() => boundIn(document), [document])
  const channels = useMemo(() => channelsOf(whole.data ?? { steps: [], answers: [] }), [whole.data])
  return { editions, numbers, asked, narrow, ways, bound, channels, segments }
}

const NONE: readonly Segment[] = []

/** A segment that an edition counts apart. */
export type Segment = { readonly segment: string; readonly name: Readonly<Record<string, string>> }

/** What {@link useReality} knows. */
export type Reality = ReturnType<typeof useReality>
