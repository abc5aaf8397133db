// Furnishes the company's workspace: sources, e-mails, flows. Through the management API; what is there already and right is left alone.
import { isDeepStrictEqual } from 'node:util'
import type { FlowDocument, SourceKind, TemplateDocument } from '@lotse/protocol'
import type { Call } from './caller.ts'
import type { Company, SourceName } from './company.ts'
import { readFlows, readTemplates } from './library.ts'
import type { WriteKeys } from './sender.ts'
import { ownedBy, type UnitIds } from './units.ts'

/** The name of the demo's API token; its flows are published under it. */
export const TOKEN_NAME = 'Nordlicht'

const KINDS: Readonly<Record<SourceName, SourceKind>> = {
  shop: 'website',
  app: 'app',
  warehouse: 'server',
  crm: 'server',
  service: 'server',
}

const PAGE = { query: { limit: 200 } }

/** Names the workspace, and sees that each source is there and may tell of consent. Answers their write keys. */
export async function settleSources(call: Call, company: Company): Promise<WriteKeys> {
  await call('updateWorkspace', { body: company.workspace })
  const { items } = await call('listSources', PAGE)
  const keyOf = async (source: SourceName): Promise<string> => {
    const name = company.sources[source]
    const known = items.find((item) => item.name === name && item.trusted && item.revokedAt === null)
    return (known ?? (await call('createSource', { body: { name, kind: KINDS[source], trusted: true } }))).writeKey
  }
  return {
    shop: await keyOf('shop'),
    app: await keyOf('app'),
    warehouse: await keyOf('warehouse'),
    crm: await keyOf('crm'),
    service: await keyOf('service'),
  }
}

/** Describes the topics that customers agree to; once somebody describes any, they stay as they are. */
export async function settleTopics(call: Call, { topics }: Company): Promise<void> {
  const page = await call('getPreferencePage', {})
  if (page.topics.length === 0) await call('setPreferencePage', { body: { topics, texts: page.texts } })
}

/** Sees that the newest version of each e-mail is the one of the files. */
export async function settleTemplates(call: Call, company: Company, units: UnitIds): Promise<void> {
  const { items } = await call('listTemplates', PAGE)
  const known = new Set(items.map(({ key }) => key))
  const settle = async ([key, document]: readonly [string, TemplateDocument]) => {
    const standing = known.has(key) ? await call('getTemplate', { params: { key } }) : undefined
    const query = ownedBy(company, units, 'templates', key)
    if (!same(standing?.document, document))
      await call('createTemplateVersion', { params: { key }, query, body: document })
  }
  await Promise.all([...readTemplates()].map(settle))
}

/**
 * Sees that each flow is published as the files have it. A flow that somebody paused or archived stays so.
 *
 * @param crm - address that plays the company's other systems.
 * @returns ids of the flows by the names of their files.
 */
export async function settleFlows(
  call: Call,
  { company, units, crm }: { readonly company: Company; readonly units: UnitIds; readonly crm: string },
): Promise<ReadonlyMap<string, string>> {
  const { items } = await call('listFlows', PAGE)
  const settle = async ([file, document]: readonly [string, FlowDocument]) => {
    const known = items.find(({ name }) => name === document.name)
    if (known?.status === 'published') await update(call, known.id, document)
    return [file, known?.id ?? (await publishNew(call, document, ownedBy(company, units, 'flows', file)))] as const
  }
  return new Map(await Promise.all([...readFlows(crm)].map(settle)))
}

/** @returns its id. */
async function publishNew(call: Call, body: FlowDocument, query: { readonly ownerId?: string }): Promise<string> {
  const { id } = await call('createFlow', { query, body })
  await call('publishFlow', { params: { id } })
  return id
}

// A flow that somebody has published since keeps what they made of it.
async function update(call: Call, id: string, body: FlowDocument): Promise<void> {
  const { published, versions } = await call('getFlow', { params: { id } })
  const [newest] = versions.toSorted((a, b) => b.version - a.version)
  if (same(published, body) || newest?.publishedBy !== TOKEN_NAME) return
  await call('updateFlow', { params: { id }, body })
  await call('publishFlow', { params: { id } })
}

function same(standing: unknown, document: object): boolean {
  return isDeepStrictEqual(standing, JSON.parse(JSON.stringify(document)))
}
