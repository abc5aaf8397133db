// From the address of the list of customers to what the server is asked. Pure but for the reader's time zone.

/** What stands in the address. */
export type ListSearch = {
  readonly [Name in 'find' | 'cond' | 'flow' | 'step' | 'source' | 'since' | 'sort' | 'cols']?: string | undefined
}

/** Orders the server knows. */
const SORTS = ['-last', 'last', '-first', 'first'] as const
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The query of a list; a day means its beginning where the member is, what makes no sense is left out. */
export function queryOf({ find, cond, flow, step, source, since, sort }: ListSearch) {
  const from = since === undefined ? Number.NaN : Date.parse(DAY.test(since) ? `${since}T00:00` : since)
  const order = SORTS.find((known) => known === sort)
  return {
    ...(find === undefined ? {} : { find }),
    ...(cond === undefined ? {} : { cond }),
    ...(flow === undefined ? {} : { flow }),
    ...(flow === undefined || step === undefined ? {} : { step }),
    ...(source !== undefined && /^\d+$/.test(source) ? { source } : {}),
    ...(Number.isNaN(from) ? {} : { since: new Date(from).toISOString() }),
    ...(order === undefined ? {} : { sort: order }),
  }
}
