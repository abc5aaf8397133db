// Operations that members take on customers by hand: merge, take apart, notes. Each reads as a sentence; what a merge is stands beside.
import { Problem } from '@lotse/core/base'
import type { CustomerNote } from '@lotse/protocol'
import type { Db } from '../adapters/store/members.ts'
import { changeNote, insertNote, noteById } from '../adapters/store/notes.ts'
import type { Caller } from '../base/auth.ts'
import { bigId, instantOf, instantOrNull } from '../base/ids.ts'
import { type Api, effect, read, write } from '../base/operation.ts'
import { knownCustomer, wholeCustomer } from './customer-routes.ts'
import { mergeByHand, previewMerge } from './merge-by-hand.ts'
import { previewSplit, splitMerge } from './split.ts'

/** Registers the operations. */
export function careRoutes(api: Api): void {
  mergeRoutes(api)
  noteRoutes(api)
}

function mergeRoutes(api: Api): void {
  read(api, 'previewMerge', async ({ world, db, caller: { workspaceId }, params, query }) => {
    const a = await knownCustomer(db, workspaceId, params.id)
    return previewMerge(world, { workspaceId, a, b: await knownCustomer(db, workspaceId, query.other) })
  })

  effect(api, 'mergeCustomers', async ({ world, db, caller: { workspaceId, memberId }, params, body, now }) => {
    const a = await knownCustomer(db, workspaceId, params.id)
    const b = await knownCustomer(db, workspaceId, body.other)
    await mergeByHand(world, { workspaceId, a, b }, { memberId, now })
    return wholeCustomer(db, workspaceId, String(Math.min(a, b)))
  })

  read(api, 'previewSplit', async ({ world, db, caller: { workspaceId }, params }) => {
    const customerId = await knownCustomer(db, workspaceId, params.id)
    return previewSplit(world, { workspaceId, customerId, mergeId: bigId(params.mergeId) })
  })

  effect(api, 'splitCustomer', async ({ world, db, caller: { workspaceId, memberId }, params, now }) => {
    const customerId = await knownCustomer(db, workspaceId, params.id)
    const of = { workspaceId, customerId, mergeId: bigId(params.mergeId) }
    const { stays, leaves } = await splitMerge(world, of, { memberId, now })
    return { stays: String(stays), leaves: String(leaves) }
  })
}

function noteRoutes(api: Api): void {
  write(api, 'createNote', async ({ db, caller, params, body, now }) => {
    const { workspaceId, memberId } = caller
    const customerId = await knownCustomer(db, workspaceId, params.id)
    const id = await insertNote(db, { workspaceId, customerId, memberId, text: body.text, now })
    return shown(db, caller, id)
  })

  write(api, 'updateNote', async ({ db, caller, params, body, now }) => {
    const { id, deleted_at } = await ownNote(db, caller, params.id)
    if (deleted_at !== null) throw new Problem('not_found')
    await changeNote(db, caller.workspaceId, id, { text: body.text, edited_at: now })
    return shown(db, caller, id)
  })

  write(api, 'deleteNote', async ({ db, caller, params, now }) => {
    const { id } = await ownNote(db, caller, params.id)
    await changeNote(db, caller.workspaceId, id, { deleted_at: now })
    return undefined
  })

  write(api, 'restoreNote', async ({ db, caller, params }) => {
    const { id } = await ownNote(db, caller, params.id)
    await changeNote(db, caller.workspaceId, id, { deleted_at: null })
    return shown(db, caller, id)
  })
}

/** @throws Problem `not_found`, `note.not_yours`. An administrator may change all, for nobody else could once a member has left. */
async function ownNote(db: Db, { workspaceId, memberId, role }: Caller, id: string) {
  const note = await noteById(db, workspaceId, bigId(id))
  if (!note) throw new Problem('not_found')
  const mine = note.member_id !== null && note.member_id === memberId
  if (!mine && role !== 'admin') throw new Problem('note.not_yours')
  return note
}

async function shown(db: Db, caller: Caller, id: number): Promise<CustomerNote> {
  const note = await noteById(db, caller.workspaceId, id)
  if (!note) throw new Error('a note is gone')
  return {
    id: String(note.id),
    text: note.text,
    by: note.by,
    mine: note.member_id !== null && note.member_id === caller.memberId,
    createdAt: instantOf(note.created_at),
    editedAt: instantOrNull(note.edited_at),
  }
}
