// Who has which map open, and where they are; and that somebody said something there. Heard from all processes, told to whoever watches, forgotten after a while. Stored nowhere.
import { Problem } from '@lotse/core/base'
import type { AtlasGuest } from '@lotse/protocol'
import { hearPresence, tellPresence } from '../adapters/store/presence.ts'
import type { World } from '../base/world.ts'

/** After this without a word somebody is taken to have gone. */
const HOLDS_MS = 12_000
const TELL_MS = 150
const GUESTS_MAX = 50
/** So often one tells where they are: more than fingers on keys in a few windows. */
const PACE = { words: 60, spanMs: 5000 } as const

/** A map that somebody has open; `journey` empty: the library, in which nobody is anywhere. */
export type Room = { readonly workspaceId: number; readonly journey: string }

/** What is told: somebody is at a place, or has gone; or there is talk, about which record. */
type Told = Room & ({ readonly guest: AtlasGuest; readonly here: boolean } | { readonly talk: string })

/** Who watches a room. `talk`: somebody said something about a record, or changed what was said. */
export type Watcher = {
  readonly present: (present: readonly AtlasGuest[]) => void
  readonly talk: (record: string) => void
}

/** Who is where. */
export type Presence = {
  /** @throws Problem `request.too_many` where one tells more often than anybody moves. */
  readonly tell: (room: Room, guest: AtlasGuest) => Promise<void>
  readonly leave: (room: Room, whose: Whose) => void
  /** Hears at once who is there, and again whenever that changes. @returns stops hearing. */
  readonly watch: (room: Room, watcher: Watcher) => () => void
}

type Listening = {
  readonly guests: Map<string, { readonly guest: AtlasGuest; readonly at: number }>
  readonly watchers: Set<Watcher>
  /** What the watchers heard last. */
  heard: string
  timer: NodeJS.Timeout | null
}

const keyOf = ({ workspaceId, journey }: Room): string => `${workspaceId}/${journey}`
/** Whose a window is. Programs go by their names. */
export type Whose = Pick<AtlasGuest, 'window' | 'memberId' | 'name'>

/** A window is its member's: nobody moves or sends away another one's. */
export const windowOf = ({ memberId, name, window }: Whose): string => `${memberId ?? `program ${name}`}/${window}`

/** Tells everybody who has a journey, or the page of a thing of the library, open that there is talk about a record of it. */
export async function tellTalk(
  { db, log }: Pick<World, 'db' | 'log'>,
  { workspaceId, journey, record }: Room & { readonly record: string },
): Promise<void> {
  const told: Told = { workspaceId, journey, talk: record }
  // What was said stands; who was not told looks again by themselves.
  await tellPresence(db, JSON.stringify(told)).catch((error: unknown) => log.debug({ err: error }, 'talk was not told'))
}

/** The presence in the maps of all workspaces, as far as somebody here watches them. */
export function createPresence({ db, config, log, clock }: World): Presence {
  const rooms = new Map<string, Listening>()
  const pace = createPace(() => clock.now())
  let stop: (() => void) | null = null

  const show = (room: Listening): void => {
    room.timer = null
    const since = clock.now() - HOLDS_MS
    for (const [window, { at }] of room.guests) if (at < since) room.guests.delete(window)
    const present = [...room.guests.values()].slice(0, GUESTS_MAX).map(({ guest }) => guest)
    const heard = JSON.stringify(present)
    if (heard !== room.heard) for (const watcher of room.watchers) watcher.present(present)
    room.heard = heard
    // Who says nothing more is missed when their time is over.
    if (room.guests.size > 0) room.timer = setTimeout(() => show(room), HOLDS_MS).unref()
  }
  const soon = (room: Listening): void => {
    if (room.timer !== null) clearTimeout(room.timer)
    room.timer = setTimeout(() => show(room), TELL_MS).unref()
  }
  const hear = (text: string): void => {
    const told = JSON.parse(text) as Told
    const room = rooms.get(keyOf(told))
    if (room === undefined) return
    if ('talk' in told) {
      for (const watcher of room.watchers) watcher.talk(told.talk)
      return
    }
    if (told.here) room.guests.set(windowOf(told.guest), { guest: told.guest, at: clock.now() })
    else room.guests.delete(windowOf(told.guest))
    soon(room)
  }
  const say = (told: Told): Promise<void> => tellPresence(db, JSON.stringify(told))
  return {
    tell: async ({ workspaceId, journey }, guest) => {
      pace(`${workspaceId}/${guest.memberId ?? guest.name}`)
      await say({ workspaceId, journey, guest, here: true })
    },
    leave: ({ workspaceId, journey }, whose) => {
      const guest = { ...whose, row: null, col: null }
      say({ workspaceId, journey, guest, here: false }).catch((error: unknown) =>
        log.debug({ err: error }, 'a leaving was not told'),
      )
    },
    watch: (place, watcher) => {
      if (config.databaseUrl !== null) stop ??= hearPresence({ url: config.databaseUrl, log, hear })
      const key = keyOf(place)
      const room = rooms.get(key) ?? { guests: new Map(), watchers: new Set(), heard: '', timer: null }
      rooms.set(key, room)
      room.watchers.add(watcher)
      room.heard = ''
      soon(room)
      return () => {
        room.watchers.delete(watcher)
        if (room.watchers.size > 0) return
        if (room.timer !== null) clearTimeout(room.timer)
        rooms.delete(key)
        if (rooms.size > 0) return
        stop?.()
        stop = null
      }
    },
  }
}

/** Counts words of each in a span. @returns throws `request.too_many` where there are too many. */
function createPace(now: () => number): (whose: string) => void {
  const spans = new Map<string, { readonly since: number; words: number }>()
  return (whose) => {
    const at = now()
    const standing = spans.get(whose)
    const span = standing !== undefined && at - standing.since < PACE.spanMs ? standing : { since: at, words: 0 }
    span.words += 1
    spans.set(whose, span)
    if (span.words > PACE.words) throw new Problem('request.too_many', { retryAfterS: PACE.spanMs / 1000 })
    // Who is long gone is not remembered.
    if (spans.size > 10_000) for (const [one, { since }] of spans) if (at - since >= PACE.spanMs) spans.delete(one)
  }
}
