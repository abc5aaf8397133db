// Which address shows which page of the settings. The list of pages for people is settings/pages.ts.
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { listSearch } from '../list/search.ts'
import { shell } from './shell-route.tsx'

const frame = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/Settings.tsx'), 'Settings'),
})

const settingsTokens = createRoute({
  getParentRoute: () => frame,
  path: '/tokens',
  validateSearch: (search) => listSearch(search),
  component: lazyRouteComponent(() => import('../settings/Tokens.tsx'), 'Tokens'),
})

const settingsSignIn = createRoute({
  getParentRoute: () => frame,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../settings/SignInRules.tsx'), 'SignInRules'),
})

const settingsHome = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/general' })
  },
})

const settingsGeneral = createRoute({
  getParentRoute: () => frame,
  path: '/general',
  component: lazyRouteComponent(() => import('../settings/General.tsx'), 'General'),
})

const settingsHours = createRoute({
  getParentRoute: () => frame,
  path: '/hours',
  validateSearch: (search): { unit?: string; year?: string } => {
    const [unit, year] = [String(search['unit'] ?? ''), String(search['year'] ?? '')]
    return { ...(/^[1-9]\d{0,15}$/.test(unit) ? { unit } : {}), ...(/^20\d\d$/.test(year) ? { year } : {}) }
  },
  component: lazyRouteComponent(() => import('../hours/Hours.tsx'), 'Hours'),
})

const settingsBrand = createRoute({
  getParentRoute: () => frame,
  path: '/brand',
  component: lazyRouteComponent(() => import('../settings/Brand.tsx'), 'Brand'),
})

const settingsChannels = createRoute({
  getParentRoute: () => frame,
  path: '/channels',
  component: lazyRouteComponent(() => import('../settings/Channels.tsx'), 'Channels'),
})

const settingsMembers = createRoute({
  getParentRoute: () => frame,
  path: '/members',
  validateSearch: (search) => listSearch(search, 'role', 'unit', 'show'),
  component: lazyRouteComponent(() => import('../settings/Members.tsx'), 'Members'),
})

const settingsUnits = createRoute({
  getParentRoute: () => frame,
  path: '/units',
  component: lazyRouteComponent(() => import('../settings/Units.tsx'), 'Units'),
})

const settingsPrivacy = createRoute({
  getParentRoute: () => frame,
  path: '/privacy',
  component: lazyRouteComponent(() => import('../privacy/Privacy.tsx'), 'Privacy'),
})

const settingsAudit = createRoute({
  getParentRoute: () => frame,
  path: '/audit',
  validateSearch: (search) => listSearch(search, 'who', 'op', 'target', 'since', 'until', 'open'),
  component: lazyRouteComponent(() => import('../audit/AuditLog.tsx'), 'AuditLog'),
})

const settingsHealth = createRoute({
  getParentRoute: () => frame,
  path: '/health',
  component: lazyRouteComponent(() => import('../settings/health/Health.tsx'), 'Health'),
})

const settingsWeighing = createRoute({
  getParentRoute: () => frame,
  path: '/weighing',
  component: lazyRouteComponent(() => import('../insights/settings/WeighingSettings.tsx'), 'WeighingSettings'),
})

const settingsRelease = createRoute({
  getParentRoute: () => frame,
  path: '/release',
  component: lazyRouteComponent(() => import('../insights/settings/Release.tsx'), 'Release'),
})

const settingsTickets = createRoute({
  getParentRoute: () => frame,
  path: '/tickets',
  component: lazyRouteComponent(() => import('../settings/tickets/Tickets.tsx'), 'Tickets'),
})

/** The settings with their pages. */
export const settings = frame.addChildren([
  settingsHome,
  settingsGeneral,
  settingsHours,
  settingsBrand,
  settingsChannels,
  settingsMembers,
  settingsUnits,
  settingsTickets,
  settingsTokens,
  settingsSignIn,
  settingsWeighing,
  settingsRelease,
  settingsPrivacy,
  settingsAudit,
  settingsHealth,
])
