// How long a map of 60 steps, 25 lanes and 1,500 filled places takes from its address to its first paint, in a real browser with a warm cache: at most
// 1 s. The floor is the same page without a map: the list of journeys, measured the same way.
import type { Page } from 'playwright-core'
import { quantile } from './parts/frames.ts'
import { LANES, STEPS } from './parts/large-map.ts'
import { openMapPage } from './parts/map-page.ts'
import { report } from './parts/report.ts'

const LIMIT_MS = 1000
const ROUNDS = 10

/** Loads an address. @returns milliseconds from its beginning until a frame with what is waited for has been painted. */
async function painted(page: Page, path: string, selector: string, count: number): Promise<number> {
  await page.goto(path, { waitUntil: 'commit' })
  return page.evaluate(
    ([what, many]) =>
      new Promise<number>((done) => {
        const look = () => {
          if (document.querySelectorAll(String(what)).length < Number(many)) return requestAnimationFrame(look)
          return requestAnimationFrame(() => {
            const channel = new MessageChannel()
            channel.port1.onmessage = () => done(performance.now())
            channel.port2.postMessage(0)
          })
        }
        look()
      }),
    [selector, count] as const,
  )
}

const { page, path, close } = await openMapPage()
try {
  const maps: number[] = []
  const lists: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const map = await painted(page, path, '[role=gridcell]', 60)
    const list = await painted(page, '/journeys', '[role=row][data-id]', 1)
    // The first round fills the cache.
    if (round > 0) {
      maps.push(map)
      lists.push(list)
    }
  }
  const value = quantile(maps, 0.95)
  report({
    bench: 'map-paint',
    value,
    unit: 'ms (p95 from address to paint)',
    floor: quantile(lists, 0.95),
    detail: {
      limit: LIMIT_MS,
      within: value <= LIMIT_MS,
      places: STEPS * LANES,
      median: Math.round(quantile(maps, 0.5)),
      rounds: ROUNDS,
    },
  })
} finally {
  await close()
}
