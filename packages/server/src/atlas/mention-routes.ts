// Operations on what calls somebody: thin.
import { type AtlasKind, atlasKindNames, type Mention } from '@lotse/protocol'
import { countMentions, listMentions, type MentionRow, readThreads } from '../adapters/store/atlas-mentions.ts'
import { instantOf, integerId } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'

const SHOWN_MAX = 50

/** Registers the operations. */
export function atlasMentionRoutes(api: Api): void {
  read(api, 'listMentions', async ({ db, caller: { workspaceId, memberId } }) => {
    // A program is called by nobody.
    if (memberId === null) return { items: [], count: 0 }
    const rows = await listMentions(db, { workspaceId, memberId }, SHOWN_MAX)
    const count = rows.length < SHOWN_MAX ? rows.length : await countMentions(db, { workspaceId, memberId })
    return { items: rows.map(showMention), count }
  })

  write(api, 'readMentions', async ({ db, caller: { workspaceId, memberId }, body }) => {
    if (memberId === null) return { count: 0 }
    await readThreads(db, { workspaceId, memberId }, body.threads.map(integerId))
    return { count: await countMentions(db, { workspaceId, memberId }) }
  })
}

function showMention(row: MentionRow): Mention {
  const kind: AtlasKind = atlasKindNames.find((one) => one === row.kind) ?? 'journey'
  return {
    thread: String(row.thread),
    text: row.text,
    by: row.by,
    guest: row.guest,
    at: instantOf(row.at),
    journey: row.journey === '' ? null : { id: row.journey, name: { ...row.journeyName } },
    record: row.record,
    kind,
    name: { ...row.name },
    lane: row.lane === null ? null : { ...row.lane },
  }
}
