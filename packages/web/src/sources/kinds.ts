// What sources are, and how they do: icons and tones. Words stand elsewhere.
import type { SourceKind, SourceState } from '@lotse/protocol'
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

/** The tone of each state. */
export const stateTones: Readonly<Record<SourceState, MarkTone>> = {
  waiting: 'plain',
  well: 'proof',
  silent: 'harm',
  refusing: 'harm',
  late: 'attention',
  revoked: 'plain',
}
