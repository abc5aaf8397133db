// How a file is to be imported, as somebody chooses it step by step, and the question to the server that comes of it. Pure.
import type { AtlasKind, OperationInput } from '@lotse/protocol'

/** The choices. `as`, null: as the server reads it. `title`: of a new journey. `mapping`: only what was chosen otherwise than proposed. */
export type ImportChoices = {
  readonly as: 'map' | 'records' | null
  readonly kind: AtlasKind | null
  readonly journey: string | null
  readonly title: string
  readonly language: string
  readonly mapping: Readonly<Record<string, string>>
  readonly removesAbsent: boolean
  readonly ownerId: string | null
}

type Asked = OperationInput<'previewAtlasImport'>['query']

/** The question. @param id - of the change that it would become. */
export function askedOf(id: string, choices: ImportChoices): Asked {
  const { as, kind, journey, title, language, mapping, removesAbsent, ownerId } = choices
  const isList = as === 'records' || (as === null && kind !== null)
  return {
    id,
    language,
    absent: removesAbsent ? 'remove' : 'keep',
    ...(as === null ? {} : { as }),
    ...(kind === null || as === 'map' ? {} : { kind }),
    ...(journey === null || isList ? {} : { journey }),
    ...(title.trim() === '' || isList ? {} : { title: title.trim() }),
    ...(Object.keys(mapping).length === 0 ? {} : { mapping: JSON.stringify(mapping) }),
    ...(ownerId === null ? {} : { ownerId }),
  }
}

const TITLE_LENGTH_MAX = 200

/** What a new journey is called at first: as its file, without ending, day and copy's number. */
export function titleOf(fileName: string): string {
  return fileName
    .replace(/\.[a-z0-9]{1,5}$/iu, '')
    .replace(/[-_ ]\d{4}-\d\d-\d\d$/u, '')
    .replace(/ \(\d+\)$/u, '')
    .replaceAll('_', ' ')
    .trim()
    .slice(0, TITLE_LENGTH_MAX)
}
