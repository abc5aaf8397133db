// Operations that answer a file made as a whole, such as a workbook or a picture, each written down in the audit log. Makes none itself.
import type { FileName, JsonObject } from '@lotse/protocol'
import { insertAudit } from '../adapters/store/audit.ts'
import { type Api, auditOf, type Call, knownCaller, openCall, route } from './operation.ts'

/** A file. `name`: without date. `detail`: for the audit log, nothing of a customer. */
export type MadeFile = {
  readonly name: string
  readonly ending: string
  readonly type: string
  readonly bytes: Buffer | string
  readonly detail: JsonObject
}

/** Pictures are shown by browsers, which must run nothing that stands in them. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** An operation that answers a file. */
export function file<N extends FileName>(api: Api, name: N, work: (call: Call<N>) => Promise<MadeFile>): void {
  route(api, name, async (request, reply) => {
    const call: Call<N> = { ...openCall<N>(api.world, request, reply), caller: knownCaller(request) }
    const made = await work(call)
    await insertAudit(call.db, { ...auditOf(name, call, call.caller), detail: made.detail })
    const day = new Date(call.now).toISOString().slice(0, 10)
    reply
      .header('cache-control', 'no-store')
      .header('content-security-policy', INERT)
      .header('content-disposition', `attachment; filename="${plainName(made.name)}-${day}.${made.ending}"`)
    return reply.type(made.type).send(made.bytes)
  })
}

const LETTERS_MAX = 60

/** A name that every system takes: `Im Web-Shop kaufen` → `im-web-shop-kaufen`. */
function plainName(name: string): string {
  const letters = name.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const plain = letters.replace(/[^a-z0-9]+/g, '-').slice(0, LETTERS_MAX)
  return plain.replace(/^-+|-+$/g, '') || 'lotse'
}
