// Which event names tell of trouble, of the end of a contract, or of companies: by their words, in German and English. Pure.

/** What a list of customers on a start page is about. */
export type About = 'trouble' | 'renewal' | 'account'

const words: Readonly<Record<About, RegExp>> = {
  trouble:
    /fail|error|broken|bug|complain|refused|declined|cancel|support|chat opened|call(ed)? service|fehl(er|geschlagen)|beschwer|reklam|storn|stör|ablehn/i,
  renewal: /renew|expir|membership|subscription (end|due)|contract|verläng|kündig|mitgliedschaft|vertrag|abo /i,
  account: /^group joined$|account (joined|linked)|company|firm(a|en)|verein/i,
}

/** What Lotse itself says of messages is no customer's trouble. */
const own = /^message /i

/**
 * The names that are about something, the most frequent of the last day first.
 *
 * @param names - event names with how often they happened in the last 24 hours.
 * @param max - how many at most.
 */
export function namesAbout(
  about: About,
  names: readonly { readonly name: string; readonly day: number }[],
  max: number,
): readonly string[] {
  return names
    .filter(({ name }) => words[about].test(name) && !own.test(name))
    .toSorted((a, b) => b.day - a.day)
    .slice(0, max)
    .map(({ name }) => name)
}

/** What happened to one customer: the newest event, and how many of the kind there were. */
export type Case<Event> = { readonly newest: Event; readonly count: number }

/** Events by customer, whoever was last first. */
export function casesOf<Event extends { readonly customerId: string; readonly occurredAt: string }>(
  events: readonly Event[],
  max: number,
): readonly Case<Event>[] {
  const cases = new Map<string, Case<Event>>()
  for (const event of events) {
    const known = cases.get(event.customerId)
    const newest = known === undefined || event.occurredAt > known.newest.occurredAt ? event : known.newest
    cases.set(event.customerId, { newest, count: (known?.count ?? 0) + 1 })
  }
  return [...cases.values()].toSorted((a, b) => (a.newest.occurredAt < b.newest.occurredAt ? 1 : -1)).slice(0, max)
}
