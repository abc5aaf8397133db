// Who has which map open, and where they are: heard from all processes, told to whoever watches, forgotten after a while. Stored nowhere.
import type { AtlasGuest } from '@lotse/protocol'
import { hearPresence, tellPresence } from '../adapters/store/presence.ts'
import type { World } from '../base/world.ts'

/** After this without a word somebody is taken to have gone. */
const HOLDS_MS = 40_000
const TELL_MS = 150
const GUESTS_MAX = 50

/** A map that somebody has open. */
export type Room = { readonly workspaceId: number; readonly journey: string }

/** What is said: somebody is at a place, or has gone. */
export type Said = Room & { readonly guest: AtlasGuest; readonly here: boolean }

/** Who is where. */
export type Presence = {
  readonly tell: (said: Said) => Promise<void>
  readonly leave: (window: Room & { readonly window: string }) => void
  /** Hears at once who is there, and again whenever that changes. @returns stops hearing. */
  readonly watch: (room: Room, hear: (present: readonly AtlasGuest[]) => void) => () => void
}

type Listening = {
  readonly guests: Map<string, { readonly guest: AtlasGuest; readonly at: number }>
  readonly hearers: Set<(present: readonly AtlasGuest[]) => void>
  timer: NodeJS.Timeout | null
}

const keyOf = ({ workspaceId, journey }: Room): string => `${workspaceId}/${journey}`

/** The presence in the maps of all workspaces, as far as somebody here watches them. */
export function createPresence({ db, config, log, clock }: World): Presence {
  const rooms = new Map<string, Listening>()
  let stop: (() => void) | null = null

  const show = (room: Listening): void => {
    room.timer = null
    const since = clock.now() - HOLDS_MS
    for (const [window, { at }] of room.guests) if (at < since) room.guests.delete(window)
    const present = [...room.guests.values()].slice(0, GUESTS_MAX).map(({ guest }) => guest)
    for (const hear of room.hearers) hear(present)
    // Who says nothing more is missed when their time is over.
    if (room.guests.size > 0) room.timer = setTimeout(() => show(room), HOLDS_MS).unref()
  }
  const soon = (room: Listening): void => {
    if (room.timer !== null) clearTimeout(room.timer)
    room.timer = setTimeout(() => show(room), TELL_MS).unref()
  }
  const hear = (text: string): void => {
    const { guest, here, ...said } = JSON.parse(text) as Said
    const room = rooms.get(keyOf(said))
    if (room === undefined) return
    if (here) room.guests.set(guest.window, { guest, at: clock.now() })
    else room.guests.delete(guest.window)
    soon(room)
  }
  const tell = (said: Said): Promise<void> => tellPresence(db, JSON.stringify(said))
  return {
    tell,
    leave: ({ window, ...room }) => {
      const guest = { window, memberId: null, name: '', row: null, col: null }
      tell({ ...room, guest, here: false }).catch((error: unknown) =>
        log.debug({ err: error }, 'a leaving was not told'),
      )
    },
    watch: (place, hearer) => {
      if (config.databaseUrl !== null) stop ??= hearPresence({ url: config.databaseUrl, log, hear })
      const key = keyOf(place)
      const room = rooms.get(key) ?? { guests: new Map(), hearers: new Set(), timer: null }
      rooms.set(key, room)
      room.hearers.add(hearer)
      soon(room)
      return () => {
        room.hearers.delete(hearer)
        if (room.hearers.size > 0) return
        if (room.timer !== null) clearTimeout(room.timer)
        rooms.delete(key)
        if (rooms.size > 0) return
        stop?.()
        stop = null
      }
    },
  }
}
