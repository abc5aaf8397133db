// The operation that hands out everything stored of a person. Reads page by page; keeps no copy.
import type { PersonPiece } from '@lotse/protocol'
import { workspaceById } from '../../adapters/store/members.ts'
import { sourceNames } from '../../adapters/store/sources.ts'
import { type Column, download } from '../../base/download.ts'
import { instantOf } from '../../base/ids.ts'
import type { Api } from '../../base/operation.ts'
import { knownPerson } from '../person.ts'
import { personDocument } from './document.ts'
import { piecesOf } from './pieces.ts'

/** Registers the operation. */
export function exportRoutes(api: Api): void {
  download(api, 'exportPerson', async ({ world, db, caller, params, now }) => {
    const person = await knownPerson(world, caller.workspaceId, params.id)
    const reading = { world, person, sources: await sourceNames(db, caller.workspaceId) }
    const workspace = await workspaceById(db, caller.workspaceId)
    const head = { workspace: workspace?.name ?? '', zone: workspace?.zone ?? 'UTC', at: instantOf(now) }
    return {
      file: `customer-${params.id}`,
      columns,
      page: (cursor) => piecesOf(reading, cursor),
      document: (language) => personDocument(language, head),
    }
  })
}

const columns: readonly Column<PersonPiece>[] = [
  { de: 'Teil', en: 'Part', of: ({ part }) => part },
  { de: 'Zeitpunkt', en: 'Time', of: ({ at }) => (at === null ? null : new Date(at)) },
  { de: 'Name', en: 'Name', of: ({ name }) => name },
  { de: 'Quelle', en: 'Source', of: ({ source }) => source },
  { de: 'Inhalt', en: 'Content', of: ({ data }) => JSON.stringify(data) },
]
