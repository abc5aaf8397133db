// Which column of a table a heading means, in German or English. Reads no rows.
import { type AtlasKind, atlasKindNames, travellingFields } from '@lotse/protocol'
import { type ColumnKey, fieldWords, placeWords, type Words } from './heading-words.ts'

const meanings = new Map(
  [
    ...Object.entries(placeWords),
    ...allFields().map((field): [string, Words] => [field, fieldWords[field] ?? { de: field, en: field }]),
  ].flatMap(([field, { de, en }]) => [field, de, en].map((word) => [plain(word), field] as const)),
)

/**
 * The column that a heading seems to mean; undefined where it means none.
 *
 * @param language - of texts whose heading names none.
 */
export function guessColumn(heading: string, language: string): ColumnKey | undefined {
  const [, word = '', named] = /^(.*?)(?:\s*\(([a-z]{2}(?:-[A-Z]{2})?)\))?\s*$/su.exec(heading) ?? []
  const field = meanings.get(plain(word)) ?? meanings.get(plain(heading))
  if (field === undefined) return undefined
  return isText(field) ? { field, language: named ?? language } : { field }
}

function allFields(): string[] {
  return [...new Set(atlasKindNames.flatMap((kind) => travellingFields(kind).map(([field]) => field)))]
}

/** Whether a field is a text wherever it stands. */
function isText(field: string): boolean {
  return atlasKindNames.some((kind: AtlasKind) =>
    travellingFields(kind).some(([name, { type }]) => name === field && (type === 'text' || type === 'prose')),
  )
}

function plain(word: string): string {
  return word.trim().toLowerCase()
}
