// Code that sends a first event to this server, for people to copy. Data, not words: the same in every language.

/** Kinds of code. */
export const snippetKinds = ['terminal', 'browser', 'node'] as const
/** One kind of code. */
export type SnippetKind = (typeof snippetKinds)[number]

const makers: Record<SnippetKind, (origin: string, writeKey: string) => string> = {
  terminal: (origin, writeKey) => `curl ${origin}/v1/track -u '${writeKey}:' \\
  -H 'content-type: application/json' \\
  -d '{"event":"Product Viewed","userId":"anna-1","properties":{"product":"Lamp","price":49}}'`,
  browser: (origin, writeKey) => `// npm install @segment/analytics-next
import { AnalyticsBrowser } from '@segment/analytics-next'

const analytics = AnalyticsBrowser.load(
  { writeKey: '${writeKey}', cdnURL: '${origin}' },
  { integrations: { 'Segment.io': { apiHost: '${origin.replace(/^https?:\/\//, '')}/v1', protocol: '${origin.split(':')[0]}' } } },
)

analytics.identify('anna-1', { email: 'anna@example.org' })
analytics.track('Product Viewed', { product: 'Lamp', price: 49 })`,
  node: (origin, writeKey) => `// npm install @segment/analytics-node
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: '${writeKey}', host: '${origin}' })

analytics.identify({ userId: 'anna-1', traits: { email: 'anna@example.org' } })
analytics.track({ userId: 'anna-1', event: 'Product Viewed', properties: { product: 'Lamp', price: 49 } })`,
}

/**
 * A piece of code that sends an event.
 *
 * @param origin - of this server, e.g. `https://lotse.example.org`.
 * @param writeKey - of the source.
 */
export function snippetOf(kind: SnippetKind, origin: string, writeKey: string): string {
  return makers[kind](origin, writeKey)
}
