// A touchpoint of the demo as a row of a table. Shape alone.
import type { Words } from '../words.ts'

/** `channels`, `apps`: ids with spaces between, without their first letter. Without a state it is live. */
export type TouchpointRow = readonly [
  id: string,
  name: Words,
  about: Words,
  channels: string,
  apps: string,
  state?: 'idea' | 'planned' | 'building' | 'retired',
]
