// In which language the content of a journey is shown first. Pure.
import { textsOf } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'

/** The language in which a journey is written: the reader's where its name has it, else its own. */
export function languageOf(record: AtlasRecord | undefined, readers: string): string {
  const texts = textsOf(record?.fields['name'])
  return texts[readers] === undefined ? (Object.keys(texts)[0] ?? readers) : readers
}
