// What a drawing is made of: shapes on a sheet, the colours of the light theme, and the measures of a map. Draws nothing.
import type { TextSize } from './measure.ts'

/** A shape. `y` of a text: its base line; `x`: where it begins, from the right for what is read from there. */
export type Shape =
  | {
      readonly is: 'box'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly fill: string
      readonly stroke?: string
      readonly radius?: number
    }
  | {
      readonly is: 'line'
      readonly path: string
      readonly stroke: string
      readonly width: number
      readonly dashed?: boolean
    }
  | {
      readonly is: 'dot'
      readonly x: number
      readonly y: number
      readonly radius: number
      readonly fill: string
      readonly stroke: string
    }
  | {
      /** A picture within its frame, whole and in its proportions. `id`: of the picture; `alt`: what it shows. */
      readonly is: 'picture'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly id: string
      readonly alt: string
    }
  | ({
      readonly is: 'text'
      readonly x: number
      readonly y: number
      readonly text: string
      readonly fill: string
      readonly centred?: boolean
      readonly rightToLeft?: boolean
    } & TextSize)

/** A sheet with its shapes. `title`: what it shows, for those who do not see it. */
export type Drawing = {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly shapes: readonly Shape[]
}

/** Colours of the light theme. */
export const colour = {
  paper: '#ffffff',
  sunken: '#ebf0f3',
  line: '#dde5e9',
  strong: '#c4d0d7',
  text: '#10212a',
  muted: '#536570',
  brand: '#0a6b72',
  brandText: '#07545a',
  wash: '#e0f0f0',
  red: '#b42b22',
  amberWash: '#fcf1dd',
} as const

/** Widths of the column of labels and of a step's, and the height of a curve, in pixels. */
export const LABEL_WIDTH = 150
export const STEP_WIDTH = 168
export const CURVE_HEIGHT = 120
/** The height of a picture at most, and the least to which it is made smaller where a page ends. */
export const PICTURE_HEIGHT_MAX = 132
export const PICTURE_HEIGHT_MIN = 32
/** The smallest letters. */
export const SMALL: TextSize = { size: 11 }
