// The figures of a journey: how many complete it, how far they come, how long it takes, how well they follow the design; compared, and live.
import type { AtlasRecord, ShownEdition } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Pulse } from '../atlas/Pulse.tsx'
import { useAddress } from '../atlas/use-address.ts'
import { Select } from '../parts/Select.tsx'
import { Failure, Loading } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { Answers } from './Answers.tsx'
import { Asking } from './Asking.tsx'
import { Compared } from './Compared.tsx'
import { numbersQuery } from './data.ts'
import { FigureStrip } from './FigureStrip.tsx'
import { Fitness } from './Fitness.tsx'
import { Funnel } from './Funnel.tsx'
import { stepNames } from './names.ts'
import css from './reality.module.css'
import { Standing } from './Standing.tsx'
import { daysBefore, spanOf } from './span.ts'
import { Unmeasured } from './Unmeasured.tsx'
import { useReality } from './use-reality.ts'

type Given = {
  readonly journey: string
  readonly language: string
  readonly records: ReadonlyMap<string, AtlasRecord>
}

const NOBODY: ReadonlyMap<string, number> = new Map()

/** The view. */
export function FiguresView({ journey, language, records }: Given) {
  const { t } = useWords()
  const { search, change } = useAddress()
  const { span, via: channel, seg, edition } = search
  const [moved, beat] = useState(NOBODY)
  const reality = useReality({ journey, on: true, span, channel, segment: seg, edition, moved })
  const { editions, numbers, asked, narrow, channels, segments, bound } = reality
  const before = daysBefore(spanOf(span), Date.now())
  const past = useQuery({
    ...numbersQuery(journey, { ...asked, ...before, ...narrow }),
    enabled: before !== null && numbers.data !== undefined,
  })
  const unnamed = t('map.unnamedStep')
  const steps = numbers.data?.steps
  const nameOf = useMemo(
    () => stepNames(records, steps ?? [], { language, unnamed }),
    [records, steps, language, unnamed],
  )
  if (editions.data?.length === 0) return <Unmeasured begin={() => change({ view: undefined, open: journey })} />
  const failed = editions.error ?? numbers.error
  if (numbers.data === undefined)
    return failed === null ? <Loading /> : <Failure failure={failed} retry={() => void numbers.refetch()} />
  const known = numbers.data
  const given = { journey, numbers: known, nameOf }
  return (
    <div className={css.figures}>
      {known.edition.measured ? <Pulse journey={journey} beat={beat} /> : null}
      <div className={css.asking}>
        <Asking {...{ span, channel, channels, segments, change }} segment={narrow.segment} />
        <Editions all={editions.data ?? []} chosen={known.edition.number} choose={(one) => change({ edition: one })} />
      </div>
      <Standing edition={known.edition} all={editions.data ?? []} choose={(one) => change({ edition: one })} />
      <FigureStrip {...given} past={before === null ? undefined : past.data} span={spanOf(span)} />
      <Funnel {...given} bound={bound} asked={{ ...asked, ...narrow }} />
      <Answers {...given} />
      <Compared
        {...{ journey, nameOf, asked, narrow, channels, segments }}
        span={spanOf(span)}
        editions={editions.data ?? []}
        by={search.by}
        chosen={search.segs}
        change={change}
      />
      <Fitness />
    </div>
  )
}

type EditionsGiven = {
  readonly all: readonly ShownEdition[]
  readonly chosen: number
  readonly choose: (edition: string | undefined) => void
}

function Editions({ all, chosen, choose }: EditionsGiven) {
  const { t, f } = useWords()
  if (all.length < 2) return null
  return (
    <Select
      label={t('reality.edition')}
      hidden
      value={String(chosen)}
      choices={all.map(({ number, publishedAt }) => ({
        value: String(number),
        label: t('reality.editionOf', { number: f.whole(number), date: f.date(Date.parse(publishedAt)) }),
      }))}
      onChange={({ currentTarget: { value } }) => choose(value === String(all[0]?.number) ? undefined : value)}
    />
  )
}
