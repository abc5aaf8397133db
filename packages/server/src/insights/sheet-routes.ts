// One insight as PDF (I31): thin. What stands on it is decided in core, how it is printed in pdf.ts.
import { nameIn, textsOf } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { insightSheet, type SheetComment } from '@lotse/core/insights'
import type { AtlasComment } from '@lotse/protocol'
import { listThreads } from '../adapters/store/atlas-comments.ts'
import { evidenceOf } from '../adapters/store/insight-evidence.ts'
import { picturesOfInsight } from '../adapters/store/insight-pictures.ts'
import { decisionsOf } from '../adapters/store/insight-work.ts'
import { type Db, workspaceById } from '../adapters/store/members.ts'
import { pictureById } from '../adapters/store/pictures.ts'
import { showThreads } from '../atlas/comments.ts'
import { file } from '../base/file.ts'
import type { Api } from '../base/operation.ts'
import { listStyle } from './list-style.ts'
import { numbersOf } from './numbers.ts'
import { type SheetPicture, sheetPdf } from './pdf.ts'
import { showDecision, showEvidence } from './presenter.ts'
import type { Reaches } from './reach.ts'
import { workedInsights } from './routes.ts'
import { subjectOf } from './subject.ts'

const DECISIONS_MAX = 100
const THREADS_MAX = 200
/** Of all pictures of one file. What comes later is left out. */
const BYTES_MAX = 24 * 1024 * 1024

/** Registers the operation. @param reaches - how many customers were met where. */
export function insightSheetRoutes(api: Api, reaches: Reaches): void {
  file(api, 'exportInsight', async (call) => {
    const { db, caller, params, query, now } = call
    const { workspaceId } = caller
    const { language, talk, format } = query
    const { fact, scales } = await subjectOf({ db, reaches, now, workspaceId }, params.id)
    const [insight] = await workedInsights(db, workspaceId, [fact])
    if (insight === undefined) throw new Problem('not_found')
    const rows = await evidenceOf(db, workspaceId, { insight: params.id })
    const queries = rows.flatMap(({ query: asked }) => asked ?? [])
    const beside = { numbers: await numbersOf(db, workspaceId, queries, now), freshDays: scales.freshDays }
    const decisions = await decisionsOf(db, workspaceId, { insight: params.id, limit: DECISIONS_MAX })
    const sheet = insightSheet(
      insight,
      {
        evidence: rows.map((row) => showEvidence(row, beside)),
        decisions: decisions.map(showDecision),
        comments: talk === 'yes' ? await commentsAbout(db, workspaceId, params.id) : [],
      },
      (await listStyle(call, { language, scales })).style,
    )
    const pictures = await picturesAbout(db, workspaceId, params.id)
    const foot = (await workspaceById(db, workspaceId))?.name ?? ''
    const bytes = await sheetPdf(sheet, { language, pictures, foot })
    const name = nameIn(textsOf(insight.fields['name']), language)
    return { name, ending: 'pdf', type: 'application/pdf', bytes, detail: { format, language, talk } }
  })
}

/** What was said, thread by thread, the oldest first. */
async function commentsAbout(db: Db, workspaceId: number, record: string): Promise<SheetComment[]> {
  const firsts = await listThreads(db, workspaceId, { filter: { record }, before: undefined, limit: THREADS_MAX })
  const told = ({ by, guest, createdAt, text, deletedAt }: AtlasComment, answers: boolean): SheetComment[] =>
    deletedAt === null ? [{ by: by?.name ?? guest ?? '', at: createdAt, text, answers }] : []
  const threads = (await showThreads(db, workspaceId, firsts)).toReversed()
  return threads.flatMap((thread) => [...told(thread, false), ...thread.answers.flatMap((one) => told(one, true))])
}

/** The pictures with their content, as many as a file can bear. */
async function picturesAbout(db: Db, workspaceId: number, insight: string): Promise<SheetPicture[]> {
  const pictures: SheetPicture[] = []
  let room = BYTES_MAX
  for (const { picture: id, caption, bytes } of await picturesOfInsight(db, workspaceId, { insight })) {
    if (bytes > room) continue
    const picture = await pictureById(db, workspaceId, id)
    if (picture === undefined) continue
    room -= bytes
    pictures.push({ picture, caption })
  }
  return pictures
}
