// The sign of a kind of record, the same in every map and list. Decoration beside a name.
import type { AtlasKind } from '@lotse/protocol'
import {
  IconAppWindow,
  IconBuildingStore,
  IconBulb,
  IconDatabase,
  IconHandFinger,
  IconHeartHandshake,
  IconMapRoute,
  IconPackage,
  IconRoute,
  IconSitemap,
  IconTag,
  IconTags,
  IconTimeline,
  IconUser,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'

const icons: Readonly<Partial<Record<AtlasKind, TablerIcon>>> = {
  journey: IconMapRoute,
  step: IconTimeline,
  touchpoint: IconHandFinger,
  persona: IconUser,
  segment: IconUsersGroup,
  channel: IconRoute,
  need: IconHeartHandshake,
  process: IconSitemap,
  transaction: IconSitemap,
  application: IconAppWindow,
  dataSource: IconDatabase,
  dataObject: IconDatabase,
  product: IconPackage,
  brand: IconBuildingStore,
  insight: IconBulb,
  term: IconTag,
  taxonomy: IconTags,
}

/** The sign itself, for parts that draw it their own way. */
export const kindIcon = (kind: AtlasKind): TablerIcon => icons[kind] ?? IconTag

/** The sign. */
export function KindIcon({ kind, size = 16 }: { kind: AtlasKind; size?: number }) {
  const Sign = kindIcon(kind)
  return <Sign size={size} stroke={1.7} aria-hidden />
}
