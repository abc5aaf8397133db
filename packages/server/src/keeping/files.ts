// Files of backups: written whole or not at all, read as bytes. Knows nothing of what is in them.
import { createReadStream, existsSync } from 'node:fs'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { BackupFault } from './archive.ts'
import { PASSPHRASE_LENGTH_MIN } from './sealing.ts'

/** Standard input or output. */
export const STANDARD = '-'
const READ_BYTES = 256 * 1024
const PARTIAL = /\.(\d+)\.part$/

/**
 * Writes a stream to a file that appears under its name when all of it is on the disk. Left-overs of killed writers are removed.
 *
 * @returns bytes written.
 * @throws BackupFault when the file exists or its folder does not.
 */
export async function writeWhole(file: string, bytes: AsyncIterable<Buffer>): Promise<number> {
  if (existsSync(file)) throw new BackupFault(`${file} exists already. Name another file; nothing is overwritten.`)
  if (!existsSync(dirname(file))) throw new BackupFault(`The folder ${dirname(file)} does not exist.`, 'folder')
  await removeLeftovers(dirname(file), (name) => name.startsWith(basename(file)))
  const partial = `${file}.${process.pid}.part`
  try {
    const written = await writeTo(partial, bytes)
    await rename(partial, file)
    await syncFolder(dirname(file))
    return written
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

// Whoever may read a backup may read everything, so only its owner may.
async function writeTo(partial: string, bytes: AsyncIterable<Buffer>): Promise<number> {
  const handle = await open(partial, 'wx', 0o600)
  let written = 0
  try {
    for await (const piece of bytes) {
      await handle.writeFile(piece)
      written += piece.length
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return written
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/**
 * Removes parts of backups whose writers are dead.
 *
 * @param mine - whether the file, by its name without the writer's mark, is one that the caller may remove.
 * @param own - whether a part of this very process counts as left over, because it writes none now.
 */
export async function removeLeftovers(folder: string, mine: (name: string) => boolean, own = false): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = mine(name.replace(PARTIAL, '')) ? PARTIAL.exec(name)?.[1] : undefined
    if (pid === undefined) continue
    if ((own && Number(pid) === process.pid) || !alive(Number(pid))) await rm(join(folder, name), { force: true })
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Writes a stream to standard output at the speed of who reads it. */
export async function writeOut(bytes: AsyncIterable<Buffer>): Promise<number> {
  let written = 0
  for await (const piece of bytes) {
    written += piece.length
    await new Promise<void>((resolve, reject) =>
      process.stdout.write(piece, (error) => (error ? reject(error) : resolve())),
    )
  }
  return written
}

/**
 * The bytes of a backup.
 *
 * @param file - `-` for standard input.
 * @throws BackupFault when there is no such file.
 */
export function readBytes(file: string): AsyncIterable<Buffer> {
  if (file === STANDARD) return process.stdin
  if (!existsSync(file)) throw new BackupFault(`There is no file ${file}.`)
  return createReadStream(file, { highWaterMark: READ_BYTES })
}

/**
 * The passphrase that stands in a file, without the line's end.
 *
 * @param file - undefined: no passphrase.
 * @throws BackupFault when it cannot be read or is too short.
 */
export async function readPassphrase(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null
  const text = await readFile(file, 'utf8').catch(() => {
    throw new BackupFault(`The passphrase file ${file} cannot be read.`)
  })
  const passphrase = text.replace(/\r?\n$/, '')
  if (passphrase.length < PASSPHRASE_LENGTH_MIN)
    throw new BackupFault(`The passphrase must have at least ${PASSPHRASE_LENGTH_MIN} characters.`)
  return passphrase
}
