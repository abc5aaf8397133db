// An instant as people speak of it ("vor 3 Minuten"), with the exact one behind it. Keeps itself up to date.
import { useSyncExternalStore } from 'react'
import { useWords } from '../words/use.ts'

const TICK_MS = 10_000
const tickers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let now = Date.now()

/** One clock for all of them. */
function watch(ticker: () => void): () => void {
  tickers.add(ticker)
  if (timer === undefined) now = Date.now()
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of tickers) each()
  }, TICK_MS)
  return () => {
    tickers.delete(ticker)
    if (tickers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** @param at - milliseconds since 1970, or ISO text. */
export function Since({ at }: { at: number | string }) {
  const { f } = useWords()
  const instant = typeof at === 'string' ? Date.parse(at) : at
  const tick = useSyncExternalStore(watch, () => now)
  // The clock may be some seconds old; what has just happened is not in the future for that.
  const reading = instant > tick && instant - tick < 2 * TICK_MS ? instant : tick
  return (
    <time dateTime={new Date(instant).toISOString()} title={f.instant(instant)}>
      {f.ago(instant, reading)}
    </time>
  )
}
