// Every operation of the management API in one table, and the types and requests that follow from it.
import type { z } from 'zod'
import { accountOperations } from './account.ts'
import { atlasOperations } from './atlas.ts'
import { atlasCommentOperations } from './atlas-comments.ts'
import { atlasExchangeOperations } from './atlas-exchange.ts'
import { atlasInsightOperations } from './atlas-insights.ts'
import { atlasJourneyOperations } from './atlas-journeys.ts'
import { atlasLibraryOperations } from './atlas-library.ts'
import { atlasMatrixOperations } from './atlas-matrix.ts'
import { atlasMentionOperations } from './atlas-mentions.ts'
import { atlasOverviewOperations } from './atlas-overview.ts'
import { atlasPictureOperations } from './atlas-pictures.ts'
import { atlasShareOperations } from './atlas-shares.ts'
import { atlasTermOperations } from './atlas-terms.ts'
import { atlasVersionOperations } from './atlas-versions.ts'
import { auditOperations } from './audit.ts'
import { backupOperations } from './backups.ts'
import { brandOperations } from './brand.ts'
import { channelOperations } from './channels.ts'
import { consentHistoryOperations } from './consent-history.ts'
import { customerCareOperations } from './customer-care.ts'
import { customerOperations } from './customers.ts'
import { deliveryOperations } from './delivery.ts'
import { eventOperations } from './events.ts'
import { feedDeliveryOperations } from './feed-delivery.ts'
import { feedbackOperations } from './feedback.ts'
import { feedOperations } from './feeds.ts'
import { flowRunOperations } from './flow-runs.ts'
import { flowOperations } from './flows.ts'
import { healthOperations } from './health.ts'
import { heldMessageOperations } from './held-messages.ts'
import { hookOperations } from './hooks.ts'
import { importOperations } from './imports.ts'
import { inputOperations } from './inputs.ts'
import { insightLinkOperations } from './insight-links.ts'
import { insightListOperations } from './insight-lists.ts'
import { insightPictureOperations } from './insight-pictures.ts'
import { insightSettingOperations } from './insight-settings.ts'
import { insightWorkOperations } from './insight-work.ts'
import { insightOperations } from './insights.ts'
import { journeyNumberOperations } from './journey-numbers.ts'
import { journeyTableOperations } from './journey-tables.ts'
import { journeyTraceOperations } from './journey-traces.ts'
import { keyOperations } from './keys.ts'
import { liveOperations } from './live.ts'
import { measureOperations } from './measures.ts'
import { memberOperations } from './members.ts'
import { messageOperations } from './messages.ts'
import { motionOperations } from './motion.ts'
import type { Operation } from './operation.ts'
import { preferencePageOperations } from './preference-page.ts'
import { privacyOperations } from './privacy.ts'
import { sessionOperations } from './session.ts'
import { signInRuleOperations } from './sign-in-rules.ts'
import { sourceOperations } from './sources.ts'
import { ticketConnectionOperations } from './ticket-connections.ts'
import { ticketOperations } from './tickets.ts'
import { unitOperations } from './units.ts'
import { viewOperations } from './views.ts'
import { workingTimeOperations } from './working-time.ts'
import { workspaceOperations } from './workspaces.ts'

/** All operations by name. */
export const operations = {
  ...sessionOperations,
  ...accountOperations,
  ...signInRuleOperations,
  ...atlasOperations,
  ...atlasExchangeOperations,
  ...atlasInsightOperations,
  ...atlasJourneyOperations,
  ...atlasLibraryOperations,
  ...atlasMatrixOperations,
  ...atlasOverviewOperations,
  ...atlasTermOperations,
  ...atlasCommentOperations,
  ...atlasMentionOperations,
  ...atlasPictureOperations,
  ...atlasShareOperations,
  ...atlasVersionOperations,
  ...sourceOperations,
  ...hookOperations,
  ...importOperations,
  ...journeyNumberOperations,
  ...journeyTableOperations,
  ...journeyTraceOperations,
  ...keyOperations,
  ...liveOperations,
  ...motionOperations,
  ...healthOperations,
  ...backupOperations,
  ...customerOperations,
  ...customerCareOperations,
  ...consentHistoryOperations,
  ...eventOperations,
  ...feedbackOperations,
  ...flowOperations,
  ...flowRunOperations,
  ...messageOperations,
  ...preferencePageOperations,
  ...deliveryOperations,
  ...heldMessageOperations,
  ...inputOperations,
  ...insightOperations,
  ...insightLinkOperations,
  ...insightListOperations,
  ...feedOperations,
  ...insightPictureOperations,
  ...feedDeliveryOperations,
  ...insightSettingOperations,
  ...insightWorkOperations,
  ...measureOperations,
  ...auditOperations,
  ...privacyOperations,
  ...viewOperations,
  ...ticketConnectionOperations,
  ...ticketOperations,
  ...unitOperations,
  ...memberOperations,
  ...workspaceOperations,
  ...brandOperations,
  ...channelOperations,
  ...workingTimeOperations,
} as const

export type OperationName = keyof typeof operations

type InOf<O, Part extends string> = O extends { readonly [P in Part]: infer S extends z.ZodType }
  ? z.input<S>
  : undefined
type OutOf<O, Part extends string> = O extends { readonly [P in Part]: infer S extends z.ZodType }
  ? z.output<S>
  : undefined
type WithPart<O, Part extends string> =
  InOf<O, Part> extends undefined
    ? { readonly [P in Part]?: undefined }
    : object extends InOf<O, Part>
      ? { readonly [P in Part]?: InOf<O, Part> }
      : { readonly [P in Part]: InOf<O, Part> }

/** What a caller hands in: `params`, `query` and `body`, where the operation has them. */
export type OperationInput<N extends OperationName> = WithPart<(typeof operations)[N], 'params'> &
  WithPart<(typeof operations)[N], 'query'> &
  WithPart<(typeof operations)[N], 'body'>

/** What the server gets after parsing. */
export type OperationParams<N extends OperationName> = OutOf<(typeof operations)[N], 'params'>
export type OperationQuery<N extends OperationName> = OutOf<(typeof operations)[N], 'query'>
export type OperationBody<N extends OperationName> = OutOf<(typeof operations)[N], 'body'>

/** What the operation answers; undefined for 204 and streams. */
export type OperationAnswer<N extends OperationName> = OutOf<(typeof operations)[N], 'answer'>

/** Names of the operations that answer a file. */
export type DownloadName = {
  [N in OperationName]: (typeof operations)[N] extends { readonly download: z.ZodType } ? N : never
}[OperationName]

/** Names of the operations that answer a file made as a whole. */
export type FileName = {
  [N in OperationName]: (typeof operations)[N] extends { readonly file: readonly string[] } ? N : never
}[OperationName]

/** One row of the file that an operation answers. */
export type OperationRow<N extends OperationName> = OutOf<(typeof operations)[N], 'download'>

/** The data of each event of a stream. */
export type OperationStream<N extends OperationName> = OutOf<(typeof operations)[N], 'stream'>

/** An HTTP request as plain values; `body` is JSON text. */
export type PlainRequest = {
  readonly method: Operation['method']
  readonly path: string
  readonly body: string | undefined
}

type Given = {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
}

const textsOf = (values: unknown): [string, string][] =>
  Object.entries(values ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))

/**
 * The request that calls an operation; the caller adds host, credentials and `content-type: application/json` where there is a body.
 *
 * @param name - of the operation.
 * @param input - its parameters, query and body.
 */
export function requestOf<N extends OperationName>(name: N, input: OperationInput<N>): PlainRequest {
  const operation: Operation = operations[name]
  const given: Given = input
  const params = new Map(textsOf(given.params))
  const path = operation.path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params.get(key) ?? ''))
  const query = textsOf(given.query)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&')
  return {
    method: operation.method,
    path: query === '' ? path : `${path}?${query}`,
    body: given.body === undefined ? undefined : JSON.stringify(given.body),
  }
}
