// Operations on messages that wait for a person, and on templates. What a decision does to a message stands in the outbox.
import { Problem } from '@lotse/core/base'
import { readState, stated } from '@lotse/core/understand'
import type {
  ApiMessage,
  JsonObject,
  OperationQuery,
  Template,
  TemplateDocument,
  TemplateSummary,
} from '@lotse/protocol'
import { decideMessage, retryDead } from '../adapters/store/attention.ts'
import { statesOf } from '../adapters/store/customers.ts'
import { type Db, workspaceById } from '../adapters/store/members.ts'
import { listMessages, messageById } from '../adapters/store/messages.ts'
import {
  addTemplateVersion,
  findTemplate,
  listTemplates,
  type TemplateRow,
  templateVersions,
} from '../adapters/store/template.ts'
import { type Caller, refuseAction } from '../base/auth.ts'
import { type Page, pageOf, positionOf } from '../base/cursor.ts'
import { type Column, DOWNLOAD_PAGE, download } from '../base/download.ts'
import { bigId, instantOf, instantOrNull } from '../base/ids.ts'
import { type Api, type Call, type EffectCall, effect, read, write } from '../base/operation.ts'
import { handOver, ownerOfNew, ownersAsked } from '../base/ownership.ts'
import { settingsOf } from '../base/settings.ts'
import { calledNames } from '../understand/called.ts'
import { traitsOf } from '../understand/customer-presenter.ts'
import { knownCustomer } from '../understand/customer-routes.ts'
import { checkTemplate, type Host, type PreviewValues, previewTemplate, writtenIn } from './template/index.ts'

/** Dead messages that one call tries again. */
const RETRY_MAX = 10_000
/** Two authors who save at the same instant: the second tries the next number, a few times. */
const VERSION_RACES_MAX = 5

/** Registers the operations. */
export function messageRoutes(api: Api): void {
  outboxRoutes(api)
  templateRoutes(api)
}

function outboxRoutes(api: Api): void {
  read(api, 'listMessages', ({ db, caller, query }) => messagesOf(db, caller, query))

  download(api, 'exportMessages', async ({ db, caller, query }) => ({
    file: 'messages',
    columns: messageColumns,
    page: (cursor) => messagesOf(db, caller, { ...query, cursor, limit: DOWNLOAD_PAGE }),
  }))

  read(api, 'getMessage', async ({ db, caller, params }) => {
    const row = await knownMessage(db, caller.workspaceId, bigId(params.id))
    const names = await calledNames(db, caller.workspaceId, [row.customer_id])
    return { ...showMessage(row, names), request: JSON.parse(row.request) as JsonObject }
  })

  effect(api, 'retryMessage', (call) => decide(call, 'retry'))
  effect(api, 'discardMessage', (call) => decide(call, 'discard'))

  effect(api, 'retryDeadMessages', async ({ world, caller, now }) => ({
    count: await retryDead(world.pool, { workspaceId: caller.workspaceId, now, limit: RETRY_MAX }),
  }))
}

async function decide(
  call: EffectCall<'retryMessage' | 'discardMessage'>,
  signal: 'retry' | 'discard',
): Promise<ApiMessage> {
  const { world, db, caller, params, now } = call
  const id = bigId(params.id)
  const decided = await decideMessage(world.pool, signal, { workspaceId: caller.workspaceId, id, now })
  const row = await knownMessage(db, caller.workspaceId, id)
  if (!decided) throw new Problem('message.wrong_state', { state: row.state })
  return showMessage(row, await calledNames(db, caller.workspaceId, [row.customer_id]))
}

async function knownMessage(db: Db, workspaceId: number, id: number) {
  const row = await messageById(db, workspaceId, id)
  if (!row) throw new Problem('not_found')
  return row
}

type Asked = Omit<OperationQuery<'listMessages'>, 'cursor'> & { readonly cursor?: string | undefined }

async function messagesOf(db: Db, caller: Caller, { cursor, limit, ...asked }: Asked): Promise<Page<ApiMessage>> {
  const { workspaceId } = caller
  const before = positionOf(cursor, 'number', 'number')
  const { state, channel, flowId, ownerId, step, customerId, since, until } = asked
  const filter = {
    state,
    channel,
    flowId,
    owners: await ownersAsked(db, caller, ownerId),
    step,
    customerId: customerId === undefined ? undefined : bigId(customerId),
    since: since === undefined ? undefined : Date.parse(since),
    until: until === undefined ? undefined : Date.parse(until),
  }
  const rows = await listMessages(db, workspaceId, { filter, before, limit: limit + 1 })
  const names = await calledNames(
    db,
    workspaceId,
    rows.map((row) => row.customer_id),
  )
  return pageOf(rows, { limit, show: (row) => showMessage(row, names), place: (row) => [row.created_at, row.id] })
}

const messageColumns: readonly Column<ApiMessage>[] = [
  { de: 'Angelegt', en: 'Created', of: (row) => new Date(row.createdAt) },
  { de: 'Kundennummer', en: 'Customer number', of: (row) => row.customerId },
  { de: 'Kunde', en: 'Customer', of: (row) => row.customerName },
  { de: 'Kanal', en: 'Channel', of: (row) => row.channel },
  { de: 'Betreff', en: 'Subject', of: (row) => row.subject },
  { de: 'Vorlage', en: 'Template', of: (row) => row.template },
  { de: 'Orchestrierung', en: 'Orchestration', of: (row) => row.flowId },
  { de: 'Zustand', en: 'State', of: (row) => row.state },
  { de: 'Grund', en: 'Reason', of: (row) => row.reason },
  { de: 'Versuche', en: 'Tries', of: (row) => row.attempts },
]

type MessageRow = Awaited<ReturnType<typeof listMessages>>[number]

const showMessage = (row: MessageRow, names: ReadonlyMap<number, string>): ApiMessage => ({
  id: String(row.id),
  key: row.key,
  customerId: String(row.customer_id),
  flowId: row.flow_id,
  version: row.version,
  step: row.step,
  channel: row.channel,
  topic: row.topic,
  template: row.template,
  subject: row.subject,
  customerName: names.get(row.customer_id) ?? null,
  state: row.state as ApiMessage['state'],
  reason: row.reason,
  attempts: row.attempts,
  createdAt: instantOf(row.created_at),
  dueAt: instantOf(row.due_at),
  answeredAt: instantOrNull(row.answered_at),
  providerId: row.provider_id,
})

function templateRoutes(api: Api): void {
  read(api, 'listTemplates', async ({ world, db, caller, query: { find, ownerId, cursor, limit } }) => {
    const [after] = positionOf(cursor, 'string') ?? []
    const page = { find, owners: await ownersAsked(db, caller, ownerId), after, limit: limit + 1 }
    const rows = await listTemplates(world.pool, caller.workspaceId, page)
    return pageOf(rows, { limit, show: showTemplateSummary, place: (row) => [row.key] })
  })

  read(api, 'getTemplate', async ({ world, caller, params, query }) => {
    const version = query.version === undefined ? {} : { version: query.version }
    const row = await findTemplate(world.pool, { workspaceId: caller.workspaceId, key: params.key, ...version })
    if (!row) throw new Problem('not_found')
    return showTemplate(row, await templateVersions(world.pool, caller.workspaceId, params.key))
  })

  effect(api, 'createTemplateVersion', async ({ world, db, caller, params, query, body, now }) => {
    await checkTemplate(body)
    const { workspaceId } = caller
    const known = await findTemplate(world.pool, { workspaceId, key: params.key })
    const wish = { action: 'templates.edit', wished: query.ownerId } as const
    const ownerId = known ? known.ownerId : await ownerOfNew(db, caller, wish)
    const template = { workspaceId, key: params.key, document: JSON.stringify(body), ownerId, now }
    for (let race = 0; race < VERSION_RACES_MAX; race += 1) {
      const row = await addTemplateVersion(world.pool, template)
      if (row) return showTemplate(row, await templateVersions(world.pool, caller.workspaceId, params.key))
    }
    throw new Problem('conflict')
  })

  write(api, 'setTemplateOwner', async ({ world, db, caller, params: { key }, body, changed }) => {
    const row = await findTemplate(world.pool, { workspaceId: caller.workspaceId, key })
    if (!row) throw new Problem('not_found')
    changed(await handOver(db, caller, { kind: 'template', name: key, to: body.ownerId }))
    const versions = await templateVersions(world.pool, caller.workspaceId, key)
    return { ...showTemplate(row, versions), ownerId: body.ownerId }
  })

  read(api, 'previewTemplate', previewed)
}

/**
 * A template document, filled as its author asked.
 *
 * @throws Problem `auth.forbidden` where it is filled for a customer by somebody who may not read customers; `template.invalid`.
 */
export async function previewed({ db, caller, body }: Pick<Call<'previewTemplate'>, 'db' | 'caller' | 'body'>) {
  // A document may print any trait, so that whoever fills it for a customer reads the customer.
  if (body.customerId !== undefined) refuseAction(caller, 'personal.read')
  const workspace = await workspaceById(db, caller.workspaceId)
  const host = { settings: settingsOf(workspace?.settings), locale: workspace?.locale ?? null }
  const customer =
    body.customerId === undefined ? {} : await customerValues(db, caller.workspaceId, { id: body.customerId, host })
  const reader = {
    zone: workspace?.zone ?? 'UTC',
    ...customer,
    ...(body.locale === undefined ? {} : { locale: body.locale }),
  }
  return previewTemplate(body.document, {
    ...reader,
    workspace: { name: workspace?.name ?? '' },
    event: body.event ?? null,
  })
}

/** What a template sees of a customer. @throws Problem `not_found`. */
async function customerValues(
  db: Db,
  workspaceId: number,
  asked: { readonly id: string; readonly host: Host },
): Promise<PreviewValues> {
  const id = await knownCustomer(db, workspaceId, asked.id)
  const stored = (await statesOf(db, workspaceId, [id])).get(id)
  if (stored === undefined) return { customer: { id: String(id) } }
  const { traits, ids, zone, locale } = readState(stored)
  const knownZone = stated(zone)
  const language = writtenIn(stated(locale), asked.host)
  return {
    customer: { ...traitsOf(traits), id: String(id), email: stated(ids.email) ?? null },
    ...(knownZone === undefined ? {} : { zone: knownZone }),
    ...language,
  }
}

const templateFacts = ({ key, version, ownerId, createdAt }: TemplateRow) => ({
  key,
  version,
  ownerId: ownerId === null ? null : String(ownerId),
  createdAt: instantOf(createdAt),
})

function showTemplateSummary(row: TemplateRow): TemplateSummary {
  const { name, locale, locales = {} } = row.document as TemplateDocument
  return { ...templateFacts(row), name, locales: [locale, ...Object.keys(locales)] }
}

const showTemplate = (row: TemplateRow, versions: Awaited<ReturnType<typeof templateVersions>>): Template => ({
  ...templateFacts(row),
  document: row.document as TemplateDocument,
  versions: versions.map(({ version, createdAt }) => ({ version, createdAt: instantOf(createdAt) })),
})
