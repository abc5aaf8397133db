// Saved views: a list's filters, order and columns under a name, for oneself or for the whole workspace. Never the list's content.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { idParams, idText } from './shapes.ts'

/** Lists of which views are saved, by the first part of their address. */
const screenName = z.string().regex(/^[a-z][a-z/-]{0,39}$/, 'the name of a screen, e.g. customers')
const viewName = z.string().trim().min(1).max(80)
/** The search part of the list's address without the question mark, e.g. `find=anna&cols=name,email`. */
const searchText = z
  .string()
  .max(4000)
  .refine((text) => !text.startsWith('?'), 'begins without the question mark')

/**
 * A saved view. `search`: the search part of the list's address, without the question mark. `shared`: everybody in the workspace sees
 * it. `mine`: made by the caller, who alone (or an administrator) changes or removes it.
 */
export const savedView = z
  .object({
    id: idText,
    screen: screenName,
    name: z.string(),
    search: z.string(),
    shared: z.boolean(),
    mine: z.boolean(),
    by: z.string().nullable(),
  })
  .meta({ id: 'SavedView' })
export type SavedView = z.infer<typeof savedView>

/** Operations on saved views. */
export const viewOperations = {
  listViews: {
    method: 'GET',
    path: '/api/v1/views',
    tag: 'Views',
    summary: 'Saved views of one list: the own ones and those shared with the workspace, by name',
    allow: 'member',
    query: z.object({ screen: screenName }),
    answer: z.object({ items: z.array(savedView) }),
  },
  createView: {
    method: 'POST',
    path: '/api/v1/views',
    tag: 'Views',
    summary: 'Save a view; one made by a program must be shared',
    allow: 'member',
    body: z.strictObject({
      screen: screenName,
      name: viewName,
      search: searchText,
      shared: z.boolean().default(false),
    }),
    status: 201,
    answer: savedView,
  },
  updateView: {
    method: 'PATCH',
    path: '/api/v1/views/{id}',
    tag: 'Views',
    summary: 'Rename, share or change a view',
    allow: 'member',
    params: idParams,
    body: z.strictObject({
      name: viewName.optional(),
      search: searchText.optional(),
      shared: z.boolean().optional(),
    }),
    answer: savedView,
  },
  deleteView: {
    method: 'DELETE',
    path: '/api/v1/views/{id}',
    tag: 'Views',
    summary: 'Remove a view; it can be brought back for 30 days',
    allow: 'member',
    params: idParams,
    status: 204,
  },
  restoreView: {
    method: 'POST',
    path: '/api/v1/views/{id}/restore',
    tag: 'Views',
    summary: 'Bring a removed view back',
    allow: 'member',
    params: idParams,
    answer: savedView,
  },
} as const satisfies Operations
