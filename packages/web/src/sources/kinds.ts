// What sources are, and how they do: icons and tones. Words stand elsewhere.
import type { Source, SourceHealth, SourceKind, SourceState } from '@lotse/protocol'
import {
  type Icon,
  IconArrowsExchange,
  IconDeviceMobile,
  IconFileImport,
  IconServer,
  IconWebhook,
  IconWorld,
} from '@tabler/icons-react'
import type { MarkTone } from '../parts/tone.ts'

/** The icon of each kind, in the order in which they are offered. */
export const kindIcons: Readonly<Record<SourceKind, Icon>> = {
  website: IconWorld,
  app: IconDeviceMobile,
  server: IconServer,
  segment: IconArrowsExchange,
  webhook: IconWebhook,
  file: IconFileImport,
}

/** How a source does, as people are told: a webhook that nobody mapped yet is no fault of its sender. */
export type ShownState = SourceState | 'unmapped'

/** @param health - of the source. */
export const stateOf = ({ kind, mapping }: Source, { state }: SourceHealth): ShownState =>
  kind === 'webhook' && mapping === null && state === 'refusing' ? 'unmapped' : state

/** The tone of each state. */
export const stateTones: Readonly<Record<ShownState, MarkTone>> = {
  waiting: 'plain',
  well: 'proof',
  silent: 'harm',
  refusing: 'harm',
  unmapped: 'attention',
  late: 'attention',
  revoked: 'plain',
}
