// Heads of audit chains written down outside of the database, so that a chain that was cut off or rewritten is found. Only ever adds lines.
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Head } from '../../adapters/store/audit-chain.ts'
import type { Anchor } from './chain.ts'

/** The file in the data folder: one anchor a line, `2026-11-22T14:05:33.000Z workspace 1 place 1205 sha256 9f86…`. */
export const ANCHOR_FILE = 'audit-anchors.txt'
const LINE = /^\S+ workspace (\d+) place (\d+) sha256 ([0-9a-f]{64})$/

/** The line of an anchor, for the file and for paper. */
export function anchorLine(workspaceId: number, { place, hash }: Head, now: number): string {
  return `${new Date(now).toISOString()} workspace ${workspaceId} place ${place} sha256 ${hash.toString('hex')}`
}

/** Adds the heads of chains. */
export async function dropAnchors(folder: string, heads: ReadonlyMap<number, Head>, now: number): Promise<void> {
  const lines = [...heads].map(([workspaceId, head]) => `${anchorLine(workspaceId, head, now)}\n`)
  await appendFile(join(folder, ANCHOR_FILE), lines.join(''), { mode: 0o600 })
}

/** All anchors of a data folder; none where there is no file. Lines that were cut off by a crash are left out. */
export async function readAnchors(folder: string): Promise<Anchor[]> {
  return anchorsIn(await readFile(join(folder, ANCHOR_FILE), 'utf8').catch(absent))
}

/** The anchors in a text, one a line. */
export function anchorsIn(text: string): Anchor[] {
  return text.split('\n').flatMap((line) => {
    const [, workspace, place, hash] = LINE.exec(line.trim()) ?? []
    return hash === undefined ? [] : [{ workspaceId: Number(workspace), place: Number(place), hash }]
  })
}

function absent(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
  throw error
}
