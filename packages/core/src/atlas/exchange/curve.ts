// A curve of emotions as shapes. Knows nothing of the rest of the map.
import type { AtlasRecord } from '@lotse/protocol'
import type { JourneyMap } from '../map.ts'
import { CURVE_HEIGHT, colour, LABEL_WIDTH, type Shape, SMALL, STEP_WIDTH } from './shapes.ts'

/** What somebody feels, from −2 at the bottom to 2 at the top. Steps that say nothing break the curve not. */
export function curveShapes(
  map: JourneyMap,
  persona: string | null,
  columns: readonly { readonly step: AtlasRecord | undefined }[],
  { y, language }: { readonly y: number; readonly language: string },
): Shape[] {
  const middle = y + CURVE_HEIGHT / 2
  const points = columns.flatMap(({ step }, at) => {
    const value = step && map.feeling(step.id, persona)?.fields['value']
    if (typeof value !== 'number') return []
    return [{ x: LABEL_WIDTH + (at + 0.5) * STEP_WIDTH, y: middle - (value / 2) * (CURVE_HEIGHT / 2 - 26), value }]
  })
  const right = LABEL_WIDTH + columns.length * STEP_WIDTH
  const path = points.map(({ x, y: at }, n) => {
    const before = points[n - 1]
    if (before === undefined) return `M${round(x)} ${round(at)}`
    const half = (before.x + x) / 2
    return `C${round(half)} ${round(before.y)} ${round(half)} ${round(at)} ${round(x)} ${round(at)}`
  })
  return [
    { is: 'line', path: `M${LABEL_WIDTH} ${middle}H${right}`, stroke: colour.line, width: 1, dashed: true },
    ...(points.length > 1 ? [{ is: 'line', path: path.join(''), stroke: colour.brand, width: 2.2 } as const] : []),
    ...points.flatMap(({ x, y: at, value }): Shape[] => {
      const fill = value < 0 ? colour.red : colour.brand
      return [
        { is: 'dot', x, y: at, radius: 4.5, fill, stroke: colour.paper },
        {
          is: 'text',
          x,
          y: value < 0 ? at + 18 : at - 10,
          text: signed(value, language),
          fill,
          centred: true,
          ...SMALL,
          bold: true,
        },
      ]
    }),
  ]
}

const round = (value: number): number => Math.round(value * 10) / 10

/** A value with its sign: `+1,5`, `−2`. */
function signed(value: number, language: string): string {
  const plain = String(Math.abs(Math.round(value * 100) / 100))
  const digits = language === 'de' ? plain.replace('.', ',') : plain
  return value > 0 ? `+${digits}` : value < 0 ? `−${digits}` : digits
}
