// How the permission walk calls each operation. A new operation is one line here; docs/permissions.md says how. Only tests use it.
import { AROUND_THE_CLOCK } from '@lotse/core/base'
import type { OperationName } from '@lotse/protocol'
import { atlasFixtures } from './atlas-fixtures.ts'
import { comeBack, customer, type Fixture, FLOW, flow, message, row, somebody, TEMPLATE, template } from './fixture.ts'
import { insightFixtures } from './insight-fixtures.ts'
import { journeyFixtures } from './journey-fixtures.ts'
import { measureFixtures } from './measure-fixtures.ts'
import type { Place } from './stage.ts'
import { ticketFixtures } from './ticket-fixtures.ts'

const source = row('source', { name: '{mark}', write_key: 'wk_walk_{count}', created_at: 0 })
const owned: typeof source = (place) =>
  row('source', { name: '{mark}', write_key: 'wk_walk_{count}', owner_id: place.owner, created_at: 0 })(place)
const invitation = (withdrawn: number | null = null) =>
  row('invitation', {
    email: '{mark}-{count}@walk.example',
    roles: '{viewer}',
    unit_ids: '{}',
    hash: '{mark} {count}',
    created_at: 0,
    expires_at: 9_000_000_000_000,
    withdrawn_at: withdrawn,
  })
const note = (place: Place) =>
  row('customer_note', {
    customer_id: String(customer(place)['id']),
    member_id: place.member,
    text: '{mark}',
    created_at: 0,
  })(place)
const token = row('api_token', { name: '{mark}', role: 'viewer', hash: '{mark} {count}', created_at: 0 })

/** A session or passkey is the caller's own here; elsewhere it is somebody else's. */
const whose = async (place: Place) =>
  place.workspace === place.stage.ours.workspace ? place.member : Number((await somebody()(place))['id'])
const session = async (place: Place) => {
  const id = await place.stage.one(
    'insert into session (hash, member_id, created_at, seen_at, expires_at) values ($1, $2, 0, 0, 9000000000000) returning id',
    [Buffer.from(`walk ${place.count}`), await whose(place)],
  )
  return { id: String(id) }
}
const passkey = async (place: Place) => {
  const id = await place.stage.one(
    `insert into passkey (member_id, credential, public_key, counter, synced, name, created_at)
     values ($1, $2, '', 0, false, 'Key', 0) returning id`,
    [await whose(place), `walk ${place.count}`],
  )
  return { id: String(id) }
}
const provider = {
  name: 'Login',
  issuer: 'https://login.example.org',
  clientId: 'lotse',
  domains: ['shop.example'],
  roleClaim: null,
  roleMap: [],
  joins: false,
  joinRole: 'viewer',
  listed: false,
  strong: false,
} as const
const unit = row('unit', { kind: 'team', name: '{mark} {count}', created_at: 0 })

const loggedEvent = async (place: Place) => {
  const [row] = await place.stage.sql(
    `select bucket || '-' || txid || '-' || seq as id from event where workspace_id = $1 and kind = 1 limit 1`,
    [place.workspace],
  )
  return { id: row?.['id'] }
}

const view =
  (deletedAt: number | null = null) =>
  (place: Place) =>
    row('view', {
      member_id: place.member,
      screen: 'customers',
      name: '{mark} {count}',
      search: '',
      shared: 'false',
      created_at: 0,
      deleted_at: deletedAt,
    })(place)
const refused = (place: Place) =>
  row('refused_event', {
    source_id: place.stage.groundsOf(place).source,
    refused_at: 0,
    code: 'listen.no_identity',
    detail: '{mark}',
    raw: '{"type":"track","event":"Seen","userId":"walk-{count}"}',
  })(place)
const READING = { encoding: 'utf-8', delimiter: ';' } as const
const fileImport =
  (state: 'ready' | 'done' = 'ready') =>
  (place: Place) =>
    row('file_import', {
      source_id: place.stage.groundsOf(place).source,
      name: '{mark}',
      format: 'csv',
      state,
      hash: '{mark} {count}',
      reading: JSON.stringify(READING),
      created_at: 0,
    })(place)
const hookDelivery = (place: Place) =>
  row('hook_delivery', {
    source_id: place.stage.groundsOf(place).source,
    received_at: 0,
    state: 'unmapped',
    body: '{"of":"{mark}"}',
    key: 'hook:{count}',
    events: 0,
  })(place)
const setAside = (place: Place) =>
  row('set_aside', {
    customer_id: String(customer(place)['id']),
    bucket: 0,
    reason: '{mark}',
    stack: '',
    state: '{}',
    set_aside_at: 0,
  })(place)
const barred = async ({ stage, workspace, count }: Place) => {
  const address = `lifted-${count}@walk.example`
  await stage.sql(`insert into suppression values ($1, 'email', $2, 'demand', 0)`, [workspace, address])
  return { channel: 'email', address }
}
const retained = async ({ stage, workspace, count }: Place) => {
  const event = `Kept ${count}`
  await stage.sql('insert into retention_rule (workspace_id, event, days, changed_at) values ($1, $2, 30, 0)', [
    workspace,
    event,
  ])
  return { event }
}
/** A customer whom nothing else on the stage needs; the same at the same place. */
const stranger = async ({ stage, workspace, count }: Place) => {
  const values = [workspace, `stranger-${count}`]
  await stage.sql(
    `insert into identity (workspace_id, kind, value, customer_id, first_seen_at)
     values ($1, 'userId', $2, nextval('customer_id_seq'), 0) on conflict do nothing`,
    values,
  )
  const id = await stage.one('select customer_id as id from identity where workspace_id = $1 and value = $2', values)
  return { id: String(id) }
}

/** One fixture for each operation that is not public. */
export const fixtures: { readonly [N in OperationName]?: Fixture } = {
  // What people design
  ...atlasFixtures,
  ...journeyFixtures,
  ...insightFixtures,
  ...ticketFixtures,
  ...measureFixtures,

  // Session
  signOut: {},
  chooseWorkspace: { body: ({ workspace }) => ({ workspaceId: String(workspace) }), elsewhere: 404 },
  getMe: {},
  updateMe: { body: { name: 'Walker' } },
  getWorkspace: {},
  updateWorkspace: { body: { name: 'Walked' } },

  // The own account
  getSecurity: {},
  // The stage's members have no password.
  changePassword: { body: { password: 'wrong', newPassword: 'ein ruhiges Fahrwasser' }, answers: 401 },
  listSessions: {},
  endSession: { params: session },
  endOtherSessions: {},
  startTotp: {},
  // That code is wrong.
  confirmTotp: { body: { code: '000000' }, answers: 401 },
  removeTotp: {},
  // There are no codes to renew.
  renewRecoveryCodes: { answers: 409 },
  startPasskey: {},
  // No authenticator answered.
  addPasskey: { body: { name: 'Key', response: {} }, answers: 401 },
  renamePasskey: { params: passkey, body: { name: 'Laptop' } },
  removePasskey: { params: passkey },
  proveIdentity: { body: { password: 'wrong' }, answers: 401 },
  startPasskeyProof: {},
  proveWithPasskey: { body: { response: {} }, answers: 401 },

  // How people come in
  getSignInRules: {},
  setSecondFactorRule: { body: { required: false } },
  setProvider: { body: provider },
  removeProvider: {},
  checkProvider: { body: { issuer: 'http://127.0.0.1:9' } },
  createResetLink: { params: somebody() },
  removeSecondFactor: { params: somebody() },

  // Sources and tokens
  listSources: {},
  createSource: { body: { name: 'Site' } },
  rotateSource: { params: source, body: {} },
  revokeSource: { params: source },
  restoreSource: { params: source },
  setSourceOwner: { params: owned, body: { ownerId: null } },
  updateSource: { params: source, body: { name: 'Shop' } },
  listSourceHealth: {},
  setSignature: { params: source, body: { scheme: 'hex', secret: 'long-enough' } },
  listHookDeliveries: { params: source },
  replayHookDelivery: { params: hookDelivery },
  // No bytes are sent here.
  uploadFile: { params: source, query: { name: 'file.csv' }, answers: 415, elsewhere: 415 },
  listImports: { params: source },
  previewImport: { params: fileImport() },
  checkImport: { params: fileImport(), body: { mapping: {}, reading: READING } },
  startImport: { params: fileImport(), body: { mapping: {}, reading: READING } },
  cancelImport: { params: fileImport() },
  exportImportErrors: { params: fileImport('done') },
  tryMapping: { body: { mapping: { userId: 'id' }, records: [{ id: 1 }] } },
  listTokens: {},
  createToken: { body: { name: 'Report', role: 'viewer' } },
  revokeToken: { params: token },

  // Live
  getStats: {},
  watchWorkspace: {},

  // Customers
  listCustomers: {},
  getCustomer: { params: customer },
  getTimeline: { params: customer },
  stateConsent: {
    params: customer,
    body: { channel: 'email', topic: 'news', state: 'granted', source: 'phone' },
  },
  watchCustomer: { params: customer },
  exportCustomers: {},
  countCustomers: {},
  getVocabulary: {},
  listTraitHistory: { params: customer },
  listConsentHistory: { params: customer },
  previewMerge: { params: customer, query: (place) => ({ other: customer(place)['id'] }) },
  // Who is one already stays so.
  mergeCustomers: { params: customer, body: (place) => ({ other: customer(place)['id'] }) },
  // There is no such merge.
  previewSplit: { params: (place) => ({ ...customer(place), mergeId: '999999' }), answers: 404 },
  splitCustomer: { params: (place) => ({ ...customer(place), mergeId: '999999' }), answers: 404 },
  createNote: { params: customer, body: { text: 'Called' } },
  updateNote: { params: note, body: { text: 'Called twice' } },
  deleteNote: { params: note },
  restoreNote: { params: note },
  getWhy: { params: async (place) => ({ ...customer(place), flowId: (await flow('published')(place))['id'] }) },

  // Events
  listEvents: {},
  exportEvents: {},
  watchEvents: {},
  getEvent: { params: loggedEvent },
  listEventNames: {},
  // The survey has not seen the name.
  getEventSchema: { query: { name: 'Seen' }, answers: 404 },
  getEventVolumes: {},

  // Flows
  listFlows: {},
  createFlow: { body: FLOW },
  getFlowSchema: {},
  getFlow: { params: flow() },
  updateFlow: { params: flow(), body: FLOW },
  validateFlow: { params: flow() },
  publishFlow: { params: flow() },
  pauseFlow: { params: flow('published'), body: { mode: 'hold' } },
  resumeFlow: { params: flow('paused') },
  archiveFlow: { params: flow() },
  setFlowOwner: { params: flow(), body: { ownerId: null } },
  getFlowVersion: { params: flow('published', { version: '1' }) },
  getFlowNumbers: { params: flow() },

  // Messages and templates
  listMessages: {},
  getMessage: { params: message('dead') },
  retryMessage: { params: message('dead') },
  retryDeadMessages: {},
  discardMessage: { params: message('dead') },
  listTemplates: {},
  getTemplate: { params: template },
  // A key that is free here makes a template of our own, whoever uses it elsewhere.
  createTemplateVersion: { params: template, body: TEMPLATE, elsewhere: 201 },
  setTemplateOwner: { params: template, body: { ownerId: null } },
  previewTemplate: { body: { document: TEMPLATE } },
  getPreferencePage: {},
  setPreferencePage: { body: { topics: [{ key: 'news' }], texts: {} } },
  previewPublicPage: { body: { page: 'preferences', language: 'en', topics: [], texts: {} } },

  listFlowRuns: { params: flow('published') },
  replayRefusedEvent: { params: refused, body: {} },
  replaySetAsideInput: { params: setAside },

  // Events set aside
  listRefusedEvents: {},
  listSetAsideInputs: {},

  groupSetAsideInputs: {},
  replaySetAsideInputs: { body: { reason: 'none', upTo: '1' } },
  exportRefused: {},
  groupRefusedEvents: {},
  replayRefusedEvents: { body: {} },
  discardRefusedEvents: { body: { upTo: '1' } },
  discardSetAsideInputs: { body: { reason: 'none', upTo: '1' } },

  // Conditions
  parseCondition: { body: { text: 'trait.plan = "gold"' } },
  printCondition: { body: { condition: { exists: { trait: 'plan' } } } },

  // Figures and health
  getMotion: {},
  getHealth: {},
  getBackups: {},
  setBackupSchedule: { body: { automatic: false, time: '03:00', folder: null, keep: 7 } },
  startBackup: {},

  // What became of messages
  exportMessages: {},
  getMessageContent: { params: message('dead') },
  getDeliverability: {},
  getHeldMessages: {},
  releaseHeldMessages: { body: {} },
  discardHeldMessages: { body: {} },
  listSuppressions: {},
  exportSuppressions: {},
  addSuppression: { body: ({ count }) => ({ channel: 'email', address: `barred-${count}@walk.example` }) },
  liftSuppression: { body: barred },
  // No mail server is set up on this stage.
  sendTestMessage: { body: { document: TEMPLATE }, answers: 409 },

  // Audit
  listAudit: {},
  exportAudit: {},
  checkAudit: {},

  // Privacy
  exportPerson: { params: customer },
  previewErasure: { params: customer },
  eraseCustomer: {
    params: stranger,
    body: async (place) => ({ confirm: String((await stranger(place))['id']), reason: 'request' }),
  },
  listErasures: {},
  listRetention: {},
  previewRetention: { query: { event: 'Seen', days: 30 } },
  setRetention: { body: { event: 'Seen', days: 30 } },
  deleteRetention: { body: retained },

  // Views
  listViews: { query: { screen: 'customers' } },
  createView: { body: ({ count }) => ({ screen: 'customers', name: `View ${count}`, search: '' }) },

  updateView: { params: view(), body: { name: 'Renamed' } },
  deleteView: { params: view() },
  restoreView: { params: view(0) },

  // Units
  listUnits: {},
  createUnit: { body: ({ count }) => ({ kind: 'team', name: `Team ${count}` }) },
  updateUnit: { params: unit, body: { name: 'Renamed' } },
  archiveUnit: { params: unit },
  restoreUnit: { params: unit },

  // Brand
  getChannels: {},
  sendChannelTest: { body: { channel: 'email' }, answers: 409 },
  revealChannelKeys: {},
  getBrand: {},
  setBrand: { body: { name: 'Shop', color: '#0a6b72' } },
  setLogo: { body: { data: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64') } },
  removeLogo: {},

  // Working hours
  getWorkingCalendar: {},
  updateWorkingCalendar: { body: { calendar: null, version: 0 } },
  getUnitWorkingCalendar: { params: unit },
  updateUnitWorkingCalendar: { params: unit, body: { calendar: null, version: 0 } },
  listHolidayRegions: {},
  previewWorkingCalendar: { body: { calendar: AROUND_THE_CLOCK, year: 2026 } },

  // Members
  listMembers: {},
  exportMembers: {},
  changeMember: { params: somebody(), body: { roles: ['viewer'] } },
  removeMember: { params: somebody() },
  restoreMember: { params: somebody('former') },
  leaveWorkspace: { after: comeBack },
  listInvitations: {},
  inviteMember: { body: ({ count }) => ({ email: `new-${count}@walk.example`, roles: ['viewer'] }) },
  resendInvitation: { params: invitation() },
  withdrawInvitation: { params: invitation() },
  createWorkspace: { body: ({ count }) => ({ name: `Workspace ${count}` }), after: comeBack },
}
