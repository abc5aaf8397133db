// How much a frame costs the page while one scrolls and drags in a map of 60 steps, 25 lanes and 1,500 filled places, in a real browser, from its
// trace: 95 of 100 frames take at most 12 ms of the main thread. The floor is a bare page as large, of plain coloured boxes, scrolled the same way.
import type { Page } from 'playwright-core'
import { type FrameWork, quantile, workPerFrame } from './parts/frames.ts'
import { LANES, STEPS } from './parts/large-map.ts'
import { openMapPage } from './parts/map-page.ts'
import { report } from './parts/report.ts'

const LIMIT_MS = 12
const TURNS = 120
const TURN_MS = 16

const BARE = `<!doctype html><div role="grid" style="position:fixed;inset:0;overflow:auto">
  <div style="width:${STEPS * 136}px;height:${LANES * 60}px;background:repeating-linear-gradient(90deg,#eee 0 68px,#fff 68px 136px)"></div></div>`

/** Turns the wheel right and down, then back, as a hand would. */
async function scroll(page: Page): Promise<void> {
  const box = await page.getByRole('grid').boundingBox()
  await page.mouse.move((box?.x ?? 0) + 600, (box?.y ?? 0) + 400)
  for (let turn = 0; turn < TURNS; turn++) {
    const back = turn > TURNS / 2 ? -1 : 1
    await page.mouse.wheel(60 * back, 18 * back)
    await page.waitForTimeout(TURN_MS)
  }
}

/** Takes what stands at one place across the map and lets it go where it was. */
async function drag(page: Page): Promise<void> {
  const grid = await page.getByRole('grid').boundingBox()
  const held = page.locator('[role=gridcell] [data-content=true]').nth(12)
  const box = await held.boundingBox()
  const [x, y] = [(box?.x ?? 0) + 8, (box?.y ?? 0) + 8]
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let turn = 0; turn < TURNS; turn++) {
    const angle = (turn / TURNS) * Math.PI * 4
    const [left, top] = [(grid?.x ?? 0) + 620, (grid?.y ?? 0) + 380]
    await page.mouse.move(left + Math.cos(angle) * 380, top + Math.sin(angle) * 240)
    await page.waitForTimeout(TURN_MS)
  }
  await page.keyboard.press('Escape')
  await page.mouse.up()
}

const { page, path, close } = await openMapPage()
try {
  const browser = page.context().browser()
  if (browser === null) throw new Error('the page has no browser')
  await page.goto(path)
  await page.getByRole('gridcell').nth(60).waitFor()
  await page.waitForTimeout(1500)
  const scrolled = await workPerFrame(browser, page, () => scroll(page))
  const dragged = await workPerFrame(browser, page, () => drag(page))
  const bare = await page.context().newPage()
  await bare.setContent(BARE)
  const floor = await workPerFrame(browser, bare, () => scroll(bare))
  const work = (frames: readonly FrameWork[]) => frames.map(({ workMs }) => workMs)
  const value = Math.max(quantile(work(scrolled), 0.95), quantile(work(dragged), 0.95))
  const facts = (frames: readonly FrameWork[]) => ({
    frames: frames.length,
    p50: Number(quantile(work(frames), 0.5).toFixed(2)),
    p95: Number(quantile(work(frames), 0.95).toFixed(2)),
    worst: Number(Math.max(...work(frames)).toFixed(2)),
    clockP95: Number(
      quantile(
        frames.map(({ clockMs }) => clockMs),
        0.95,
      ).toFixed(2),
    ),
  })
  report({
    bench: 'map-frame',
    value,
    unit: 'ms of the main thread (p95 of frames)',
    floor: quantile(work(floor), 0.95),
    detail: {
      limit: LIMIT_MS,
      within: value <= LIMIT_MS,
      places: STEPS * LANES,
      scroll: facts(scrolled),
      drag: facts(dragged),
      bare: facts(floor),
    },
  })
} finally {
  await close()
}
