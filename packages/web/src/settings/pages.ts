// The pages of the settings: one list for the sub-navigation, the way in, and the palette. To add a page, add a line here and its route.
import type { Action } from '@lotse/protocol'
import {
  IconApi,
  IconBuildingCommunity,
  IconChecks,
  IconClockHour9,
  IconHeartbeat,
  IconHistory,
  IconLock,
  IconPalette,
  IconScale,
  IconSend,
  IconSettings,
  IconShieldLock,
  IconTicket,
  IconUsersGroup,
} from '@tabler/icons-react'

/** The pages. `group`: a heading they stand under. `action`: who may not take it does not see the page. */
export const settingsPages = [
  {
    to: '/settings/general',
    word: 'settings.page.general',
    icon: IconSettings,
    action: 'workspace.read',
    group: 'workspace',
  },
  {
    to: '/settings/hours',
    word: 'hours.title',
    icon: IconClockHour9,
    action: 'workspace.read',
    group: 'workspace',
  },
  {
    to: '/settings/brand',
    word: 'settings.page.brand',
    icon: IconPalette,
    action: 'workspace.manage',
    group: 'workspace',
  },
  {
    to: '/settings/channels',
    word: 'ways.title',
    icon: IconSend,
    action: 'workspace.manage',
    group: 'workspace',
  },
  {
    to: '/settings/weighing',
    word: 'insightSettings.weighing.title',
    icon: IconScale,
    action: 'insights.read',
    group: 'workspace',
  },
  {
    to: '/settings/release',
    word: 'insightSettings.release.title',
    icon: IconChecks,
    action: 'insights.read',
    group: 'workspace',
  },
  {
    to: '/settings/members',
    word: 'settings.page.members',
    icon: IconUsersGroup,
    action: 'members.read',
    group: 'people',
  },
  {
    to: '/settings/units',
    word: 'settings.page.units',
    icon: IconBuildingCommunity,
    action: 'members.read',
    group: 'people',
  },
  {
    to: '/settings/tickets',
    word: 'tickets.title',
    icon: IconTicket,
    action: 'insights.manage',
    group: 'workspace',
  },
  {
    to: '/settings/sign-in',
    word: 'access.title',
    icon: IconLock,
    action: 'workspace.manage',
    group: 'access',
  },
  {
    to: '/settings/tokens',
    word: 'tokens.title',
    icon: IconApi,
    action: 'tokens.manage',
    group: 'access',
  },
  {
    to: '/settings/privacy',
    word: 'settings.page.privacy',
    icon: IconShieldLock,
    action: 'privacy.manage',
    group: 'data',
  },
  {
    to: '/settings/audit',
    word: 'settings.page.audit',
    icon: IconHistory,
    action: 'audit.read',
    group: 'data',
  },
  {
    to: '/settings/health',
    word: 'health.title',
    icon: IconHeartbeat,
    action: 'workspace.manage',
    group: 'data',
  },
] as const satisfies readonly {
  readonly action: Action
  readonly group: SettingsGroup
  readonly [field: string]: unknown
}[]

/** Headings of the sub-navigation, in order. */
export const settingsGroups = ['workspace', 'people', 'access', 'data'] as const
/** One of these headings. */
export type SettingsGroup = (typeof settingsGroups)[number]
