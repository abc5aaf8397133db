// Code that sends a first event to this server, for people to copy, by what is connected. Data, not words: the same in every language.
import type { SourceKind } from '@lotse/protocol'

/** Kinds of code. */
export const snippetKinds = [
  'curl',
  'browser',
  'node',
  'python',
  'swift',
  'kotlin',
  'rehostBrowser',
  'rehostServer',
  'rudder',
  'file',
  'webhook',
] as const
/** One kind of code. */
export type SnippetKind = (typeof snippetKinds)[number]

/** Which code fits which source, the likeliest first. */
export const snippetsOf: Readonly<Record<SourceKind, readonly SnippetKind[]>> = {
  website: ['browser', 'curl'],
  app: ['swift', 'kotlin', 'curl'],
  server: ['curl', 'node', 'python'],
  segment: ['rehostBrowser', 'rehostServer', 'rudder'],
  file: ['file'],
  webhook: ['webhook'],
}

const hostOf = (origin: string): string => origin.replace(/^https?:\/\//, '')
const schemeOf = (origin: string): string => origin.split(':')[0] ?? 'https'

const makers: Record<SnippetKind, (origin: string, writeKey: string) => string> = {
  curl: (origin, writeKey) => `curl ${origin}/v1/track -u '${writeKey}:' \\
  -H 'content-type: application/json' \\
  -d '{"event":"Product Viewed","userId":"anna-1","properties":{"product":"Lamp","price":49}}'`,
  browser: (origin, writeKey) => `// npm install @segment/analytics-next
import { AnalyticsBrowser } from '@segment/analytics-next'

const analytics = AnalyticsBrowser.load(
  { writeKey: '${writeKey}', cdnURL: '${origin}' },
  { integrations: { 'Segment.io': { apiHost: '${hostOf(origin)}/v1', protocol: '${schemeOf(origin)}' } } },
)

analytics.page()
analytics.identify('anna-1', { email: 'anna@example.org' })
analytics.track('Product Viewed', { product: 'Lamp', price: 49 })`,
  node: (origin, writeKey) => `// npm install @segment/analytics-node
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: '${writeKey}', host: '${origin}' })

analytics.identify({ userId: 'anna-1', traits: { email: 'anna@example.org' } })
analytics.track({ userId: 'anna-1', event: 'Product Viewed', properties: { product: 'Lamp', price: 49 } })`,
  python: (origin, writeKey) => `import requests

requests.post(
    "${origin}/v1/track",
    auth=("${writeKey}", ""),
    json={"event": "Product Viewed", "userId": "anna-1", "properties": {"product": "Lamp", "price": 49}},
    timeout=10,
).raise_for_status()`,
  swift: (origin, writeKey) => `// Package: https://github.com/segmentio/analytics-swift
import Segment

let analytics = Analytics(configuration: Configuration(writeKey: "${writeKey}")
    .apiHost("${hostOf(origin)}/v1")
    .cdnHost("${hostOf(origin)}/v1"))

analytics.identify(userId: "anna-1")
analytics.track(name: "Product Viewed", properties: ["product": "Lamp", "price": 49])`,
  kotlin: (origin, writeKey) => `// implementation("com.segment.analytics.kotlin:android:+")
val analytics = Analytics("${writeKey}", applicationContext) {
    apiHost = "${hostOf(origin)}/v1"
    cdnHost = "${hostOf(origin)}/v1"
}

analytics.identify("anna-1")
analytics.track("Product Viewed", buildJsonObject { put("product", "Lamp"); put("price", 49) })`,
  rehostBrowser: (origin, writeKey) => `// Your analytics.js stays; it loads its settings from here and sends here.
AnalyticsBrowser.load(
  { writeKey: '${writeKey}', cdnURL: '${origin}' },
  { integrations: { 'Segment.io': { apiHost: '${hostOf(origin)}/v1', protocol: '${schemeOf(origin)}' } } },
)`,
  rehostServer: (origin, writeKey) => `// Your server's client stays; only key and host change.
new Analytics({ writeKey: '${writeKey}', host: '${origin}' })`,
  rudder: (origin, writeKey) => `// @rudderstack/rudder-sdk-node
new RudderAnalytics('${writeKey}', { dataPlaneUrl: '${origin}' })

// @rudderstack/analytics-js/bundled
rudderAnalytics.load('${writeKey}', '${origin}', { configUrl: '${origin}' })`,
  file: () => `# CSV with a heading, or JSON lines in the form of the tracking API
npm run lotse -- import events.csv --mapping map.json

# map.json: which column is what
{ "event": "action", "userId": "customer_no", "timestamp": "date", "properties": "rest" }`,
  webhook: (origin, writeKey) => `curl ${origin}/v1/hook/${writeKey} \\
  -H 'content-type: application/json' \\
  -d '{"type":"order.paid","id":"901","customer":{"id":"anna-1","email":"anna@example.org"},"total":49}'`,
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
