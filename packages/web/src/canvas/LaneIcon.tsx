// The sign of what a lane shows. Decoration beside its name.
import {
  IconActivity,
  IconAlignLeft,
  IconAppWindow,
  IconArrowsExchange,
  IconBuildingCommunity,
  IconBulb,
  IconDatabase,
  IconGauge,
  IconHandFinger,
  IconHeartHandshake,
  IconMoodSmile,
  IconPhoto,
  IconRoute,
  IconSitemap,
  IconTool,
  IconUser,
  type TablerIcon,
} from '@tabler/icons-react'
import type { LaneType } from './layout.ts'

const icons: Readonly<Record<LaneType, TablerIcon>> = {
  text: IconAlignLeft,
  image: IconPhoto,
  emotion: IconMoodSmile,
  persona: IconUser,
  touchpoint: IconHandFinger,
  channel: IconRoute,
  need: IconHeartHandshake,
  process: IconSitemap,
  application: IconAppWindow,
  data: IconDatabase,
  insight: IconBulb,
  measure: IconTool,
  metric: IconGauge,
  live: IconActivity,
  owner: IconBuildingCommunity,
  handover: IconArrowsExchange,
}

/** The sign. */
export function LaneIcon({ type }: { type: LaneType }) {
  const Sign = icons[type] ?? IconAlignLeft
  return <Sign size={16} stroke={1.6} aria-hidden />
}
