// Lines for a terminal that send a newcomer's first events to this server. Data, not words: the same in every language.

const HEAD = (origin: string, path: string, writeKey: string): string => `curl ${origin}${path} -u '${writeKey}:' \\
  -H 'content-type: application/json' \\
  -d `

/** A first event, of an invented customer. */
export function eventLine(origin: string, writeKey: string): string {
  const event = { event: 'Account Created', userId: 'kunde-1', properties: { plan: 'plus' } }
  return `${HEAD(origin, '/v1/track', writeKey)}${quoted(event)}`
}

/**
 * Lets the reader themselves be a customer who takes the first flow: says their address, then does what the flow begins with.
 *
 * @param person - `email` of the reader, `event` the flow begins with, `userId` that nobody has used yet.
 */
export function messageLine(
  origin: string,
  writeKey: string,
  { email, event, userId }: { readonly email: string; readonly event: string; readonly userId: string },
): string {
  const batch = [
    { type: 'identify', userId, traits: { email } },
    { type: 'track', userId, event },
  ]
  return `${HEAD(origin, '/v1/batch', writeKey)}${quoted({ batch })}`
}

/** JSON between single quotes of a shell. */
const quoted = (value: object): string => `'${JSON.stringify(value).replaceAll("'", `'\\''`)}'`
