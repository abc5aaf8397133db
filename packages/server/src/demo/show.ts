// Puts the company on its stage: workspace, members, past, flows, then the live play. Each step is done once and may be repeated.
import { listWorkspaces } from '../adapters/store/workspaces.ts'
import type { World } from '../base/world.ts'
import { say } from '../cli/command.ts'
import { makeToken } from '../cli/token.ts'
import { type Call, callerFor, Refused } from './caller.ts'
import { type Company, isHouse } from './company.ts'
import { tellFaults } from './faults.ts'
import { type Outstanding, pastOf } from './history.ts'
import { settleHours } from './hours.ts'
import { type AtlasSetting, settleAtlas } from './journeys/settle.ts'
import { fromHouse, liveMs } from './live.ts'
import { ensureMembers } from './members.ts'
import { movedTo, type Outgoing } from './messages.ts'
import { Player } from './player.ts'
import { readRecording, type Session } from './recording.ts'
import { sendNow, sendPast, type Target } from './sender.ts'
import { settleFlows, settleSources, settleTemplates, settleTopics, TOKEN_NAME } from './settle.ts'
import { type DemoState, writeState } from './state.ts'
import { settleUnits } from './units.ts'

/** What the show is played with. `folder`: where its state is kept; `url`: where the server listens. */
export type ShowSetting = {
  readonly server: { readonly world: World }
  readonly company: Company
  readonly folder: string
  readonly state: DemoState
  readonly speed: number
  readonly url: string
  readonly mailUrl: string
}

const TICK_MS = 200

/** The running show. */
export type Show = { readonly apiToken: string; readonly writeKey: string; stop(): Promise<void> }

/**
 * Begins the show.
 *
 * @throws UsageFault, Refused, NotTaken where it cannot begin.
 */
export async function runShow(setting: ShowSetting): Promise<Show> {
  const { server, company, folder, url, mailUrl } = setting
  let state = setting.state
  const keep = (change: Partial<DemoState>) => {
    state = { ...state, ...change }
    writeState(folder, state)
  }
  keep({})
  await ensureMembers(server.world, company, state.password)
  const { call, token } = await callerWithToken(server.world, url, state.apiToken)
  keep({ apiToken: token })
  const writeKeys = await settleSources(call, company)
  const units = await settleUnits(call, company)
  await settleHours(call, company, units)
  await settleTemplates(call, company, units)
  await settleTopics(call, company)
  const ending = new AbortController()
  const target: Target = { url, writeKeys, signal: ending.signal }
  const sessions = readRecording()
  const open = await openOf({ setting, sessions, target, state })
  keep({ pastTold: true, waiting: [] })
  const flows = await settleFlows(call, { company, units, crm: mailUrl })
  if (!state.faultsTold) await tellFaults({ world: server.world, call, url, writeKeys })
  keep({ faultsTold: true })
  const player = playerOf({ setting, sessions, target }, state, keep)
  player.start(open)
  const { password } = state
  const atlas = state.atlasTold
    ? Promise.resolve()
    : writeAtlas(server.world, { call, url, company, units, flows, password, signal: ending.signal }, keep)
  const timer = setInterval(() => player.tick(), TICK_MS)
  const stop = async () => {
    clearInterval(timer)
    ending.abort()
    await atlas
    const waiting = (await player.stop()).flatMap(({ source, at, message }) =>
      isHouse(source) ? [{ source, at, message }] : [],
    )
    keep({ waiting, stoppedAt: server.world.clock.now() })
  }
  return { apiToken: token, writeKey: writeKeys.shop, stop }
}

/** Writes the journeys while the show goes on. What fails, or is cut short, is done at the next start. */
async function writeAtlas(
  { log }: World,
  setting: AtlasSetting,
  keep: (change: Partial<DemoState>) => void,
): Promise<void> {
  try {
    if (await settleAtlas(setting)) keep({ atlasTold: true })
  } catch (error) {
    log.error({ err: error }, 'the demo could not write its journeys')
  }
}

/** Calls with the token that is known, or with a fresh one where it does not hold (any more). */
async function callerWithToken(
  world: World,
  url: string,
  known: string | null,
): Promise<{ call: Call; token: string }> {
  if (known !== null && (await holds(url, known))) return { call: callerFor(url, known), token: known }
  const [workspace] = await listWorkspaces(world.db)
  const wish = { name: TOKEN_NAME, role: 'admin', workspaceId: workspace?.id ?? null, days: null } as const
  const token = await makeToken(world, wish)
  return { call: callerFor(url, token), token }
}

async function holds(url: string, token: string): Promise<boolean> {
  try {
    await callerFor(url, token)('getMe', {})
    return true
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return false
    throw error
  }
}

type Scene = { readonly setting: ShowSetting; readonly sessions: readonly Session[]; readonly target: Target }

/** What the house is still to tell, from now on: of the past, which is told on the first start, or of the playing before. */
async function openOf({ state, ...scene }: Scene & { readonly state: DemoState }): Promise<readonly Outgoing[]> {
  const { server, speed } = scene.setting
  const outstanding = state.pastTold ? [] : await tellPast(scene, state.pastEndsAt)
  const now = server.world.clock.now()
  const ofPast = outstanding.map(({ person, id, later, inHours }) =>
    fromHouse(person, later, { id, at: now + liveMs(inHours, { speed }) }),
  )
  const waited = state.waiting.map(({ source, at, message }) =>
    movedTo(at + now - state.stoppedAt, { source, at, message }),
  )
  return [...ofPast, ...waited]
}

/** Tells the past. Repeating an interrupted telling is harmless, because its message ids are the same. */
async function tellPast({ setting, sessions, target }: Scene, endsAt: number): Promise<readonly Outstanding[]> {
  const past = pastOf(setting.company, sessions, endsAt)
  say(`Telling ${past.messages.length} events of the past half year through the tracking API ...`)
  const first = past.messages.filter(({ message }) => message['type'] === 'identify')
  // People before what they did, so that their ids are known from the day they came, in whichever order batches arrive.
  await sendPast(target, first)
  await sendPast(
    target,
    past.messages.filter(({ message }) => message['type'] !== 'identify'),
  )
  return past.outstanding
}

function playerOf(
  { setting, sessions, target }: Scene,
  { round, played }: DemoState,
  keep: (change: Partial<DemoState>) => void,
) {
  const { company, server, speed } = setting
  const { clock, log } = server.world
  const send = async (messages: Parameters<typeof sendNow>[1]) => {
    try {
      await sendNow(target, messages)
    } catch (error) {
      if (!target.signal.aborted) log.error({ err: error }, 'the demo could not tell what its customers did')
    }
  }
  const stage = { company, sessions, pace: { speed }, now: () => clock.now(), send, moved: throttled(keep) }
  return new Player(stage, { round, played })
}

const KEEP_EVERY = 5

/** Writes the position at every fifth visit: after a crash at most four begin again, and their messages are known already. */
function throttled(keep: (change: Partial<DemoState>) => void) {
  return (position: { readonly round: number; readonly played: number }) => {
    if (position.played % KEEP_EVERY === 0) keep(position)
  }
}
