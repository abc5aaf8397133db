// Changes of one insight that one person makes faster than they are shown: one after the other, each from the version to which the one before led.
import type { Version } from './taking-back.ts'

/** From which version on nobody but this window changed an insight, and to which its changes led. */
type Own = { readonly from: number; readonly to: number }

const own = new Map<string, Own>()
const under = new Map<string, Promise<unknown>>()

/** The version to name: where only this window changed the insight since it was shown, the newest. */
function versionOf({ id, version }: Version): number {
  const mine = own.get(id)
  return mine !== undefined && mine.from <= version && version < mine.to ? mine.to : version
}

/**
 * Sends a change once those before it are answered. What others changed meanwhile is refused as ever.
 *
 * @param shown - the insight as it was shown.
 * @param send - with the version to name; answers to which one it led.
 */
export async function inTurn(
  shown: Version,
  send: (version: number) => Promise<{ readonly version: number }>,
): Promise<Version> {
  const { id } = shown
  const before = under.get(id)
  const turn = (async () => {
    await before?.catch(() => {})
    const named = versionOf(shown)
    const { version: to } = await send(named)
    const mine = own.get(id)
    own.set(id, { from: mine?.to === named ? mine.from : named, to })
    return { id, version: to }
  })()
  under.set(id, turn)
  try {
    return await turn
  } finally {
    if (under.get(id) === turn) under.delete(id)
  }
}
