// What can be done at this moment: a registry that screens fill while they are shown, read by palette, shortcuts and menus.
// Knows no screen and runs nothing by itself.
import type { Icon } from '@tabler/icons-react'

/** Where a command stands in the palette, in this order. */
export const commandGroups = ['selection', 'here', 'create', 'go', 'account'] as const
/** One of these groups. */
export type CommandGroup = (typeof commandGroups)[number]

/** One thing that can be done. */
export type Command = {
  /** Unique, e.g. `flow.publish`; of two with one id the one with a shortcut holds, else the one registered last. */
  readonly id: string
  /** What happens, in the reader's language: "Orchestrierung veröffentlichen". */
  readonly label: string
  /** `selection`: acts on what is selected; `here`: on this screen; `create`: makes something; `go`: leads somewhere. */
  readonly group: CommandGroup
  /** Shortcut: `e`, `g c` (one after the other), `mod+k`, `?`. Letters alone can be switched off by the member. */
  readonly keys?: string
  readonly icon?: Icon
  /** Further words under which the palette finds it. */
  readonly words?: string
  /** Works while someone types in a field, too; only for shortcuts with `mod`. */
  readonly everywhere?: boolean
  readonly run: () => void
}

type Listener = () => void

/** Commands by who registered them, in order of registration. */
const offered = new Map<symbol, readonly Command[]>()
const listeners = new Set<Listener>()
let all: readonly Command[] = []

function merged(): readonly Command[] {
  const byId = new Map<string, Command>()
  for (const command of [...offered.values()].flat())
    if (command.keys !== undefined || byId.get(command.id)?.keys === undefined) byId.set(command.id, command)
  return [...byId.values()]
}

function refresh(): void {
  all = merged()
  for (const listener of listeners) listener()
}

/** What shows; a command whose action alone changed is replaced without a word. */
const faceOf = (commands: readonly Command[] | undefined): string =>
  JSON.stringify(commands?.map(({ id, label, keys, group }) => [id, label, keys, group]))

/**
 * Offers commands until they are withdrawn with an empty list.
 *
 * @param owner - who offers them.
 * @param commands - instead of those offered before.
 */
export function offerCommands(owner: symbol, commands: readonly Command[]): void {
  const before = offered.get(owner)
  if (commands.length === 0) offered.delete(owner)
  else offered.set(owner, commands)
  if (faceOf(before) !== faceOf(commands)) refresh()
  else all = merged()
}

/** All commands of the moment. */
export function commandsNow(): readonly Command[] {
  return all
}

/** Tells when commands come or go. @returns a function that ends it. */
export function watchCommands(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The command with a shortcut; of several the one registered last, so that a screen may take a key for itself. */
export function commandFor(keys: string): Command | undefined {
  return all.findLast((command) => command.keys === keys)
}
