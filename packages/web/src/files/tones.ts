// The tone of each state of an import. Words stand elsewhere.
import type { FileImport } from '@lotse/protocol'
import type { MarkTone } from '../parts/tone.ts'

export const importTones: Readonly<Record<FileImport['state'], MarkTone>> = {
  ready: 'attention',
  waiting: 'plain',
  running: 'plain',
  done: 'proof',
  cancelled: 'plain',
  failed: 'harm',
}
