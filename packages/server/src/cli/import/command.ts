// `lotse import FILE`: reads the arguments, shows how far it is, tells what came of it. The work is done in file.ts.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type Mapping, mappingShape } from '@lotse/protocol'
import { z } from 'zod'
import { listWorkspaces } from '../../adapters/store/workspaces.ts'
import type { World } from '../../base/world.ts'
import type { Config } from '../../config.ts'
import { createAcceptor } from '../../listen/acceptor.ts'
import { type Command, say, UsageFault } from '../command.ts'
import { withWorld } from '../world.ts'
import { type ImportState, type ImportWish, importFile } from './file.ts'

const USAGE = 'lotse import FILE [--mapping map.json] [--format csv|jsonl] [--workspace ID] [--as-live]'

export const importCommand: Command = {
  name: 'import',
  help: 'imports events from CSV or JSON lines: import FILE [--mapping map.json] [--workspace ID] [--as-live]',
  run: async (argv, config: Config) => {
    const wish = await readWish(argv)
    await withWorld(config, 'import', (world) => work(world, wish))
    return 0
  },
}

type Wish = Omit<ImportWish, 'workspaceId'> & { readonly workspaceId: number | null }

async function work(world: World, wish: Wish): Promise<void> {
  const acceptor = createAcceptor(world)
  const bar = progressBar(process.stderr, world.clock.now)
  try {
    const workspaceId = await chooseWorkspace(world, wish.workspaceId)
    const state = await importFile({ world, acceptor, wish: { ...wish, workspaceId } }, bar.show)
    bar.end()
    say(summary(state))
  } finally {
    await acceptor.close()
  }
}

function summary({ lines, refused, skipped }: ImportState): string {
  const fresh = lines - skipped
  const before = skipped > 0 ? `; ${skipped} had been imported before` : ''
  const bad = refused > 0 ? `; ${refused} refused and kept aside with their reasons` : ''
  return `${fresh} records read${before}${bad}`
}

async function readWish(argv: readonly string[]): Promise<Wish> {
  const { values, positionals } = parse(argv)
  const [path, ...rest] = positionals
  if (path === undefined || rest.length > 0) throw new UsageFault(USAGE)
  const { format = null, workspace } = values
  if (format !== null && format !== 'csv' && format !== 'jsonl') throw new UsageFault('--format must be csv or jsonl')
  const workspaceId = workspace === undefined ? null : Number(workspace)
  if (workspaceId !== null && !Number.isInteger(workspaceId)) throw new UsageFault('--workspace must be a number')
  const mapping = values.mapping === undefined ? null : await readMapping(values.mapping)
  return { path, format, workspaceId, mapping, live: values['as-live'] === true }
}

function parse(argv: readonly string[]) {
  const options = {
    mapping: { type: 'string' },
    format: { type: 'string' },
    workspace: { type: 'string' },
    'as-live': { type: 'boolean' },
  } as const
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch {
    throw new UsageFault(USAGE)
  }
}

/** @throws UsageFault naming what is wrong with the mapping. */
async function readMapping(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageFault(`The mapping ${path} cannot be read`)
  })
  const read = mappingShape.safeParse(parseJson(text, path))
  if (!read.success) throw new UsageFault(`The mapping ${path} is not understood:\n${z.prettifyError(read.error)}`)
  return read.data
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageFault(`The mapping ${path} is not valid JSON`)
  }
}

async function chooseWorkspace({ db }: World, wished: number | null): Promise<number> {
  const found = await listWorkspaces(db)
  const [first, second] = found
  if (!first) throw new UsageFault('There is no workspace yet: start the server and make the first admin by its link.')
  if (wished === null && !second) return first.id
  if (wished !== null && found.some(({ id }) => id === wished)) return wished
  throw new UsageFault(
    `Name one of these workspaces with --workspace: ${found.map(({ id, name }) => `${id} (${name})`).join(', ')}`,
  )
}

const BAR_WIDTH = 30

/** A bar that redraws itself on a terminal, and a line for every tenth elsewhere. */
export function progressBar(
  out: NodeJS.WriteStream,
  now: () => number,
): { show(state: ImportState): void; end(): void } {
  const startedAt = now()
  let told = -1
  const show = (state: ImportState) => {
    const tenth = Math.floor(state.share * 10)
    if (!out.isTTY && tenth === told) return
    told = tenth
    const line = lineOf(state, (now() - startedAt) / 1000)
    out.write(out.isTTY ? `\r\u001b[K${line}` : `${line}\n`)
  }
  return { show, end: () => void (out.isTTY && out.write('\n')) }
}

function lineOf({ share, lines, refused, skipped }: ImportState, seconds: number): string {
  const full = Math.round(share * BAR_WIDTH)
  const rate = seconds > 0 ? Math.round((lines - skipped) / seconds) : 0
  const bad = refused > 0 ? `, ${refused} refused` : ''
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}] ${Math.floor(share * 100)} %  ${lines} records, ${rate}/s${bad}`
}
