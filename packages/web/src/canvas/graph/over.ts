// What customers really did, as a graph of steps shows it: how many went which way, and who came to a step. Given by whoever knows; asks nobody.

/** A way that customers went, or did not. */
export type RealWay = {
  readonly from: string
  readonly to: string
  readonly kind: 'designed' | 'unexpected' | 'never'
  readonly count: number
}

/** What is known of reality. `reached`, `here`: how many came to a step, and are there now. `say`: a way in words. */
export type RealOver = {
  readonly ways: readonly RealWay[]
  readonly at: ReadonlyMap<string, { readonly reached: number; readonly here: number }>
  readonly say: (way: RealWay) => string
}

const WIDE_PX = 15
const THIN_PX = 2

/** How wide a way is drawn, as so many went it; 0: nobody did. */
export function widthOf(count: number, most: number): number {
  return count <= 0 || most <= 0 ? 0 : THIN_PX + (WIDE_PX - THIN_PX) * Math.min(1, count / most)
}
