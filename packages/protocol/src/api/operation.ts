// What an operation of the management API is: method, path, who may call it, and the shapes it takes and answers. Never how it is done.
import type { z } from 'zod'
import type { Action } from './permissions.ts'

/** Kinds of things that units own. The server knows for each where its owner stands; an `insight` is owned by the unit in charge of it. */
export const ownedKinds = ['flow', 'template', 'source', 'record', 'insight', 'measure'] as const
export type OwnedKind = (typeof ownedKinds)[number]

/**
 * One operation of the management API. The server registers it, OpenAPI describes it and clients call it, all from this one fact.
 *
 * `path`: as in OpenAPI, with `{name}` for parameters. `allow`: the action the caller's role must have; `public` needs no caller,
 * `member` any signed-in caller, program or person. `answer`: absent where nothing is answered (204). `status`: 200 unless said.
 * `owned`: the kind of thing that the first parameter of the path names; a caller whose action reaches `own` things alone is refused
 * where no unit of theirs owns it, before the operation begins. `stream`: the shape of each server-sent event's data; such an operation has no `answer`.
 * `upload`: the body is the bytes of a file, `application/octet-stream`, instead of JSON.
 * `file`: the content types of a file that is made as a whole, such as a workbook; such an operation has no `answer`.
 * `download`: the shape of one row of a file; such an operation has no `answer` either, and its query holds `downloadQuery`.
 */
export type Operation = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: `/api/v1/${string}`
  readonly tag: string
  readonly summary: string
  readonly allow: Action | 'public' | 'member'
  readonly owned?: OwnedKind
  readonly fresh?: true
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly upload?: true
  readonly answer?: z.ZodType
  readonly stream?: z.ZodType
  readonly download?: z.ZodType
  readonly file?: readonly string[]
  readonly status?: 200 | 201 | 202 | 204
}

/** A table of operations under their names, e.g. `listFlows`. */
export type Operations = Readonly<Record<string, Operation>>
