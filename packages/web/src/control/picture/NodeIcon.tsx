// The small sign before a node's name: by column, for channels by what they are.
import {
  type Icon,
  IconAppWindow,
  IconBell,
  IconHandStop,
  IconMail,
  IconMessageCircle,
  IconPhone,
  IconPlugConnected,
  IconWebhook,
} from '@tabler/icons-react'
import type { Node } from './model.ts'
import css from './picture.module.css'

const channels: Readonly<Record<string, Icon>> = {
  email: IconMail,
  webhook: IconWebhook,
  push: IconBell,
  web: IconAppWindow,
  chat: IconMessageCircle,
  phone: IconPhone,
  held: IconHandStop,
}

/** The sign, or nothing for flows and results, which speak for themselves. */
export function NodeIcon({ node: { column, key } }: { node: Node }) {
  const Mark = column === 'source' ? IconPlugConnected : column === 'channel' ? (channels[key] ?? IconMail) : null
  return Mark === null ? null : <Mark size={16} stroke={1.6} className={css.icon} aria-hidden />
}
