export * from './account.ts'
export type { AtlasGuest, ShownChange, ShownRecord } from './atlas.ts'
export type { AtlasComment, CommentThread } from './atlas-comments.ts'
export { ATLAS_FILE_BYTES_MAX, type AtlasImport, PREVIEW_ITEMS_MAX, type RecordFormat } from './atlas-exchange.ts'
export type { ArisenInsight, InsightOrigin, LayerInsight } from './atlas-insights.ts'
export type { ListedJourney } from './atlas-journeys.ts'
export type { AtlasHit, LayerRecord, RecordPlace, TiedFlow } from './atlas-library.ts'
export {
  MATRIX_COLUMNS_MAX,
  MATRIX_ROWS_MAX,
  type Matrix,
  type MatrixHead,
  type MatrixName,
  matrixNames,
} from './atlas-matrix.ts'
export type { Mention } from './atlas-mentions.ts'
export type { AtlasJourney } from './atlas-overview.ts'
export { type KeptPicture, PICTURE_BYTES_MAX, type PictureType, pictureTypes } from './atlas-pictures.ts'
export { type AtlasShare, type SharedJourney, shareParts, shareRights } from './atlas-shares.ts'
export type { TermFlag } from './atlas-terms.ts'
export type { AtlasDifference, JourneyVersion, TemplateDeviation } from './atlas-versions.ts'
export * from './audit.ts'
export * from './backups.ts'
export * from './brand.ts'
export * from './channels.ts'
export * from './consent-history.ts'
export * from './customer-care.ts'
export * from './customers.ts'
export * from './delivery.ts'
export * from './events.ts'
export { cadences, type FeedDelivery, type FeedLink } from './feed-delivery.ts'
export * from './feedback.ts'
export { type FeedItem, type FeedKind, type FeedState, feedKinds } from './feeds.ts'
export * from './flow-runs.ts'
export * from './flows.ts'
export * from './health.ts'
export * from './held-messages.ts'
export * from './holidays.ts'
export * from './hooks.ts'
export * from './imports.ts'
export * from './inputs.ts'
export { type InsightLink, insightLinkParts, insightLinkRights, type SharedInsight } from './insight-links.ts'
export type { InsightPicture } from './insight-pictures.ts'
export type { DepartmentFilter } from './insight-settings.ts'
export type {
  InsightPoint,
  InsightWithoutPlace,
  ShownDecision,
  ShownEvidence,
  ShownInsightWork,
  ShownWorkChange,
  WorkedInsight,
} from './insights.ts'
export * from './journey-numbers.ts'
export * from './journey-tables.ts'
export * from './journey-traces.ts'
export * from './keys.ts'
export * from './live.ts'
export type { Measure, MeasureFields, MeasureJudgement, MeasureWhole } from './measures.ts'
export * from './members.ts'
export * from './messages.ts'
export * from './motion.ts'
export * from './operation.ts'
export * from './operations.ts'
export * from './permissions.ts'
export * from './preference-page.ts'
export * from './privacy.ts'
export * from './session.ts'
export * from './settings.ts'
export * from './shapes.ts'
export * from './sign-in-rules.ts'
export * from './sources.ts'
export type {
  ShownCatalog,
  ShownTicketConnection,
  ShownTicketHealth,
  ShownTicketTarget,
} from './ticket-connections.ts'
export type {
  ShownTicket,
  ShownTicketConflict,
  ShownTicketFailure,
  ShownTicketField,
  TicketLine,
} from './tickets.ts'
export * from './units.ts'
export * from './views.ts'
export * from './why.ts'
export * from './working-time.ts'
export * from './workspaces.ts'
