// SQL of templates: versions are only ever added. What a template says is decided elsewhere.
import type { Queryable } from './outbox.ts'
import { containing } from './pattern.ts'

/** A stored version. `document`: as it was written, not yet parsed. */
export type TemplateRow = {
  readonly key: string
  readonly version: number
  readonly document: unknown
  readonly ownerId: number | null
  readonly createdAt: number
}

const FIELDS = 'key, version, document, owner_id as "ownerId", created_at as "createdAt"'

/** One version, the newest without `version`. */
export async function findTemplate(
  client: Queryable,
  { workspaceId, key, version }: { readonly workspaceId: number; readonly key: string; readonly version?: number },
): Promise<TemplateRow | undefined> {
  const { rows } = await client.query<TemplateRow>({
    name: 'template_find',
    text: `select ${FIELDS} from template where workspace_id = $1 and key = $2 and version = coalesce($3, version) order by version desc limit 1`,
    values: [workspaceId, key, version ?? null],
  })
  return rows[0]
}

/** All versions with when they were made, ascending; empty where there is no such template. */
export async function templateVersions(
  client: Queryable,
  workspaceId: number,
  key: string,
): Promise<Pick<TemplateRow, 'version' | 'createdAt'>[]> {
  const { rows } = await client.query<Pick<TemplateRow, 'version' | 'createdAt'>>(
    'select version, created_at as "createdAt" from template where workspace_id = $1 and key = $2 order by version',
    [workspaceId, key],
  )
  return rows
}

/** Which templates. `find`: in key or name. `owners`: units that own them; `none`: those that nobody owns. `after`: a key. */
export type TemplatePage = {
  readonly find?: string | undefined
  readonly owners?: readonly number[] | 'none' | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** The newest version of each template, by key. */
export async function listTemplates(
  client: Queryable,
  workspaceId: number,
  { find, owners, after, limit }: TemplatePage,
): Promise<TemplateRow[]> {
  const pattern = find === undefined ? null : containing(find)
  const { rows } = await client.query<TemplateRow>(
    `select ${FIELDS} from (select distinct on (key) * from template where workspace_id = $1 and key > $2 order by key, version desc) t
      where ($4::text is null or key ilike $4 or document ->> 'name' ilike $4)
        and ($5::int[] is null or owner_id = any($5)) and (not $6 or owner_id is null)
      order by key limit $3`,
    [workspaceId, after ?? '', limit, pattern, Array.isArray(owners) ? owners : null, owners === 'none'],
  )
  return rows
}

/** Adds the next version; undefined where another writer was first with that number. `ownerId` counts for the first one alone. */
export async function addTemplateVersion(
  client: Queryable,
  {
    workspaceId,
    key,
    document,
    ownerId = null,
    now,
  }: {
    readonly workspaceId: number
    readonly key: string
    readonly document: string
    readonly ownerId?: number | null
    readonly now: number
  },
): Promise<TemplateRow | undefined> {
  const { rows } = await client.query<TemplateRow>(
    `insert into template (workspace_id, key, version, document, created_at, owner_id)
      select $1, $2, coalesce(max(version), 0) + 1, $3::jsonb, $4, case when count(*) = 0 then $5::int else max(owner_id) end from template where workspace_id = $1 and key = $2
      on conflict do nothing returning ${FIELDS}`,
    [workspaceId, key, document, now, ownerId],
  )
  return rows[0]
}
