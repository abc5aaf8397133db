// Asks the server what an import would do, and has it done. Keeps nothing of the file.
import type { AtlasImport, OperationAnswer, OperationInput } from '@lotse/protocol'
import { sendBytes } from '../../files/upload.ts'

type Asked = OperationInput<'previewAtlasImport'>['query']

/** What importing a file would do. @throws Refused, Unreachable. */
export function previewOf(file: File, query: Asked, signal: AbortSignal): Promise<AtlasImport> {
  return sendBytes('previewAtlasImport', { query }, file, signal)
}

/** Imports a file as one change. @param skips - whether what is refused is left out. @throws Refused, Unreachable. */
export function importOf(file: File, query: Asked, skips: boolean): Promise<OperationAnswer<'importAtlas'>> {
  return sendBytes('importAtlas', { query: { ...query, refused: skips ? 'skip' : 'stop' } }, file)
}
