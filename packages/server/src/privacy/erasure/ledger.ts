// Who was erased, written down outside of the database as numbers and keyed hashes, so that a backup from before can be put right. Only adds.
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The file in the data folder, one erasure a line. Whoever restores a backup on another machine brings it along. */
export const LEDGER_FILE = 'erasures.txt'
const LINE = /^(\S+) workspace (\d+) customers ([\d,]+) marks ?([0-9a-f,]*)$/

/** One erasure. `marks`: of her identifiers. */
export type LedgerLine = {
  readonly at: number
  readonly workspaceId: number
  readonly ids: readonly number[]
  readonly marks: readonly Buffer[]
}

/** Adds an erasure. */
export async function addToLedger(folder: string, { at, workspaceId, ids, marks }: LedgerLine): Promise<void> {
  const hashes = marks.map((mark) => mark.toString('hex')).join(',')
  const line = `${new Date(at).toISOString()} workspace ${workspaceId} customers ${ids.join(',')} marks ${hashes}\n`
  await appendFile(join(folder, LEDGER_FILE), line, { mode: 0o600, flush: true })
}

/** All erasures of a data folder; none where there is no file. */
export async function readLedger(folder: string): Promise<LedgerLine[]> {
  const text = await readFile(join(folder, LEDGER_FILE), 'utf8').catch(absent)
  return text.split('\n').flatMap((line) => {
    const [, at, workspace, ids, marks] = LINE.exec(line.trim()) ?? []
    if (at === undefined || ids === undefined || marks === undefined) return []
    return [
      {
        at: Date.parse(at),
        workspaceId: Number(workspace),
        ids: ids.split(',').map(Number),
        marks: marks === '' ? [] : marks.split(',').map((mark) => Buffer.from(mark, 'hex')),
      },
    ]
  })
}

function absent(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
  throw error
}
