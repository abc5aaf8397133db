// Which of the eight categorical colours something gets, the same everywhere and always. Pure.

/** How many categorical colours there are: `--c1` to `--c8`. */
export const HUES = 8

/** Colours of channels. */
const CHANNEL_HUES: Readonly<Record<string, number>> = {
  web: 1,
  email: 2,
  app: 3,
  chat: 4,
  store: 5,
  webhook: 6,
  phone: 7,
  import: 8,
  server: 6,
}

/** The colour of a name that has none of its own: 1 to 8, spread by a hash. */
export function hueOf(name: string): number {
  let hash = 0
  for (const letter of name) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0
  return (hash % HUES) + 1
}

/** The colour of a channel: 1 to 8. */
export const channelHue = (channel: string): number => CHANNEL_HUES[channel] ?? hueOf(channel)

/** The colour of a channel as a style value. */
export function channelColour(channel: string): string {
  return `var(--c${channelHue(channel)})`
}
