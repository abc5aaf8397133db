// A list's state as it stands in the address: columns, order, text, filters. Pure.

/** What every list keeps in its address. Filters stand beside it under names of their own. */
export type ListSearch = { readonly cols?: string; readonly sort?: string; readonly find?: string }

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/**
 * Reads the state of a list from an address, for a route's `validateSearch`.
 *
 * @param search - as parsed.
 * @param filters - names of the list's filters, which are kept as texts.
 */
export function listSearch<Filter extends string = never>(
  search: Readonly<Record<string, unknown>>,
  ...filters: readonly Filter[]
): ListSearch & { readonly [Name in Filter]?: string } {
  const names = ['cols', 'sort', 'find', ...filters]
  const found = names.flatMap((name) => {
    const value = text(search[name])
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(found) as ListSearch & { readonly [Name in Filter]?: string }
}

/** An order: by which of the server's names, and whether the largest comes first. */
export type Sort = { readonly by: string; readonly down: boolean }

/** Reads `name` or `-name`; null for nothing. */
export function sortOf(value: string | undefined): Sort | null {
  if (value === undefined || value === '' || value === '-') return null
  return value.startsWith('-') ? { by: value.slice(1), down: true } : { by: value, down: false }
}

/** The order after a click on a heading: as the column begins, then the other way. */
export function nextSort(now: Sort | null, by: string, downFirst: boolean): string {
  const down = now?.by === by ? !now.down : downFirst
  return down ? `-${by}` : by
}

type Choosable = { readonly id: string; readonly extra?: boolean }

/**
 * The columns to show, in order. The first of all columns names the row and is always there.
 *
 * @param cols - `name,email` from the address; absent: all that are not `extra`.
 * @param all - every column, in its usual order.
 */
export function columnsOf<Column extends Choosable>(
  cols: string | undefined,
  all: readonly Column[],
): readonly Column[] {
  if (cols === undefined) return all.filter((column) => column.extra !== true)
  const [first, ...rest] = all
  const byId = new Map(rest.map((column) => [column.id, column]))
  const chosen = [...new Set(cols.split(','))].flatMap((id) => byId.get(id) ?? [])
  return first === undefined ? [] : [first, ...chosen]
}

/** How the address names chosen columns; absent when they are the usual ones. */
export function colsText<Column extends Choosable>(
  chosen: readonly Column[],
  all: readonly Column[],
): string | undefined {
  const ids = (columns: readonly Column[]) => columns.map(({ id }) => id).join(',')
  // The first column names the row and goes without saying; a lone comma says "no other".
  return ids(chosen) === ids(columnsOf(undefined, all)) ? undefined : ids(chosen.slice(1)) || ','
}

/** The columns with one of them moved by one place; the first stays first. */
export function moved<Column>(columns: readonly Column[], column: Column, by: -1 | 1): readonly Column[] {
  const from = columns.indexOf(column)
  const to = from + by
  if (from < 1 || to < 1 || to >= columns.length) return columns
  return columns.with(from, columns[to] ?? column).with(to, column)
}
