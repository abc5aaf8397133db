// Cursors of lists: where the next page begins, as opaque text. Holds no secret, so it is not signed; what it says is checked again.
import { Problem } from '@lotse/core/base'
import { z } from 'zod'

const position = z
  .array(z.union([z.int(), z.string().max(200)]))
  .min(1)
  .max(4)

/** What a cursor holds: the sort values of the last item of a page. */
export type Position = readonly (number | string)[]

/** The text of a position. */
export function cursorOf(values: Position): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/**
 * The position in a cursor, whose values are of the kinds asked for.
 *
 * @param text - as a page before answered it; undefined: the first page.
 * @param kinds - of the values, in order.
 * @throws Problem `request.invalid` naming `cursor`.
 */
export function positionOf<K extends readonly ('number' | 'string')[]>(
  text: string | undefined,
  ...kinds: K
): { readonly [I in keyof K]: K[I] extends 'number' ? number : string } | undefined {
  if (text === undefined) return undefined
  const read = position.safeParse(parsed(text))
  const fits = read.success && read.data.length === kinds.length && read.data.every((v, i) => typeof v === kinds[i])
  if (!fits) throw new Problem('request.invalid', { field: 'cursor', detail: 'the cursor is not one of this list' })
  return read.data as { readonly [I in keyof K]: K[I] extends 'number' ? number : string }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** A page as the API answers it. */
export type Page<T> = { items: T[]; next: string | null }

/**
 * Makes a page of rows that were asked for with one more than the limit.
 *
 * @param rows - at most `limit` + 1, in order.
 * @param limit - items of a page.
 * @param show - presents a row.
 * @param place - the sort values of a row.
 */
export function pageOf<R, T>(
  rows: readonly R[],
  {
    limit,
    show,
    place,
  }: { readonly limit: number; readonly show: (row: R) => T; readonly place: (row: R) => Position },
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items: shown.map(show), next: more ? cursorOf(place(last)) : null }
}
