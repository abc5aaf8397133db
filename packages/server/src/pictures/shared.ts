// Addresses of pictures for whoever came by a link: each says which link and which picture, for an hour or two, and can be changed by nobody. Keeps nothing.
import { HOUR_MS } from '@lotse/core/base'
import type { Secrets } from '../base/secrets.ts'

const PURPOSE = 'shared picture'

/** What an address stands for. `changes`: of the link so far; once it is changed, what it showed before is had no longer. `until`: milliseconds since 1970. */
export type SharedPicture = {
  readonly share: number
  readonly changes: number
  readonly id: string
  readonly until: number
}

const said = ({ share, changes, id, until }: SharedPicture): string => `${share} ${changes} ${id} ${until}`

/** The address of a picture of a link; the same for an hour, so that browsers need not load it again. */
export function sharedPictureAddress(
  secrets: Secrets,
  { id: share, changes }: { readonly id: number; readonly changes: number },
  { id, now }: { id: string; now: number },
): string {
  const until = (Math.floor(now / HOUR_MS) + 2) * HOUR_MS
  const facts = { share, changes, id, until }
  return `/api/v1/shared/pictures/${id}?t=${share}.${changes}.${until}.${secrets.sign(PURPOSE, said(facts))}`
}

/** The link and the time that a token says; null where it was forged, is for another picture, or its time is over. */
export function readSharedPicture(
  secrets: Secrets,
  token: string,
  { id, now }: { id: string; now: number },
): SharedPicture | null {
  const [share, changes, until, signature, ...rest] = token.split('.')
  const facts = { share: Number(share), changes: Number(changes), id, until: Number(until) }
  if (signature === undefined || rest.length > 0 || !Number.isSafeInteger(facts.share)) return null
  return secrets.verify(PURPOSE, said(facts), signature) && facts.until > now ? facts : null
}
