// Pictures in a map: where they are had and how one comes in, handed down by whoever shows the map. Loads nothing and keeps nothing itself.
import { cellIdOf } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'
import { createContext } from 'react'
import type { Layout } from './layout.ts'
import { HEAD, type Spot } from './spots.ts'
import { textIn } from './texts.ts'

/** `address`: where a picture is had; undefined: nowhere. `open`: asks for the picture of a place, or for what is said of one that was brought; absent where one only reads. */
export type Pictures = {
  readonly address: (id: string) => string | undefined
  readonly open?: ((spot: Spot, file?: File) => void) | undefined
}

/** Hands pictures down. */
export const PicturesContext = createContext<Pictures>({ address: () => undefined })

/** A picture as it is shown. `alt`: what it shows. */
export type ShownPicture = { readonly src: string; readonly alt: string }

/** The picture of a cell; null where there is none. */
export function pictureOf(cell: AtlasRecord | undefined, language: string, { address }: Pictures): ShownPicture | null {
  const image = cell?.fields['image']
  const src = typeof image === 'string' ? address(image) : undefined
  return src === undefined ? null : { src, alt: textIn(cell, 'alt', language).text }
}

/** Where the picture of a persona is had; undefined where there is none, and of whatever is no persona. */
export function faceOf(record: AtlasRecord | undefined, { address }: Pictures): string | undefined {
  const picture = record?.kind === 'persona' ? record.fields['picture'] : undefined
  return typeof picture === 'string' ? address(picture) : undefined
}

/** Whether a place holds a picture: in a lane of pictures, at a step. */
export function holdsPicture({ rows, rowAt }: Layout, { row, col }: Spot): boolean {
  return rows[rowAt.get(row) ?? -1]?.type === 'image' && col !== HEAD && !col.startsWith('empty:')
}

/** The picture among what was pasted or dropped. */
export const pictureIn = (files: FileList | undefined): File | undefined =>
  [...(files ?? [])].find(({ type }) => type.startsWith('image/'))

/** A picture as somebody puts it at a place. `image`: null takes it away. */
export type PutPicture = {
  readonly journey: string
  readonly image: string | null
  readonly alt: Readonly<Record<string, string>>
}

/** The edits that put a picture at a place, or take it away. */
export function picturePut({ map }: Layout, { row, col }: Spot, { journey, image, alt }: PutPicture): AtlasEdit[] {
  const cell = map.cell(col, row)
  if (cell === undefined)
    return image === null
      ? []
      : [
          {
            do: 'make',
            id: cellIdOf(col, row),
            kind: 'cell',
            journey,
            fields: { step: col, lane: row, image, alt: { ...alt } },
          },
        ]
  return [
    { do: 'set', id: cell.id, field: 'image', value: image },
    { do: 'set', id: cell.id, field: 'alt', value: image === null ? null : { ...alt } },
  ]
}
