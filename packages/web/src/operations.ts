// Method and path of every operation the console uses. Types come from @lotse/protocol; the table is written out here, because
// importing the protocol's own table would bring its whole parser library to the browser. A test compares the two.
import type { OperationAnswer, OperationInput, OperationName } from '@lotse/protocol'

/** The operations the console uses, as "METHOD path". */
export const used = {
  signIn: 'POST /api/v1/session',
  signOut: 'DELETE /api/v1/session',
  getMe: 'GET /api/v1/me',
  updateMe: 'PATCH /api/v1/me',
  getSetup: 'GET /api/v1/setup',
  setUp: 'POST /api/v1/setup',
  getStats: 'GET /api/v1/stats',
  listSources: 'GET /api/v1/sources',
  createSource: 'POST /api/v1/sources',
  revokeSource: 'POST /api/v1/sources/{id}/revoke',
  listCustomers: 'GET /api/v1/customers',
  getCustomer: 'GET /api/v1/customers/{id}',
  getTimeline: 'GET /api/v1/customers/{id}/timeline',
  getWhy: 'GET /api/v1/customers/{id}/flows/{flowId}/why',
  listFlows: 'GET /api/v1/flows',
  getFlow: 'GET /api/v1/flows/{id}',
  getFlowNumbers: 'GET /api/v1/flows/{id}/numbers',
  resumeFlow: 'POST /api/v1/flows/{id}/resume',
  listMessages: 'GET /api/v1/messages',
  retryMessage: 'POST /api/v1/messages/{id}/retry',
  retryDeadMessages: 'POST /api/v1/messages/retry-dead',
  discardMessage: 'POST /api/v1/messages/{id}/discard',
  listSetAsideInputs: 'GET /api/v1/set-aside-inputs',
  replaySetAsideInput: 'POST /api/v1/set-aside-inputs/{id}/replay',
  listRefusedEvents: 'GET /api/v1/refused-events',
  replayRefusedEvent: 'POST /api/v1/refused-events/{id}/replay',
  listViews: 'GET /api/v1/views',
  createView: 'POST /api/v1/views',
  updateView: 'PATCH /api/v1/views/{id}',
  deleteView: 'DELETE /api/v1/views/{id}',
  restoreView: 'POST /api/v1/views/{id}/restore',
} as const satisfies { readonly [Name in OperationName]?: string }

/** An operation the console uses. */
export type UsedOperation = keyof typeof used
/** What an operation is called with. */
export type InputOf<Name extends UsedOperation> = OperationInput<Name>
/** What an operation answers. */
export type AnswerOf<Name extends UsedOperation> = OperationAnswer<Name>
