// Parts of places that have addresses of their own: the palette goes there at once. The settings' pages stand in settings/pages.ts.
import type { Action } from '@lotse/protocol'
import {
  IconBan,
  IconChartBar,
  IconChartScatter,
  IconChecks,
  IconFileImport,
  IconHandFinger,
  IconLayoutKanban,
  IconListDetails,
  IconMailCheck,
  IconPlus,
  IconSitemap,
  IconTableColumn,
  IconTags,
  IconTemplate,
  IconTicket,
  IconUser,
  IconUserCircle,
} from '@tabler/icons-react'

/** The parts. `of`: the word of the place they belong to, shown before their own. */
export const subPlaces = [
  {
    to: '/journeys/atlas',
    of: 'shell.nav.journeys',
    word: 'atlas.title',
    icon: IconSitemap,
    action: 'atlas.read',
  },
  {
    to: '/journeys/matrix',
    of: 'shell.nav.journeys',
    word: 'matrix.title',
    icon: IconTableColumn,
    action: 'atlas.read',
  },
  {
    to: '/journeys/templates',
    of: 'shell.nav.journeys',
    word: 'origins.title',
    icon: IconTemplate,
    action: 'atlas.read',
  },
  {
    to: '/journeys/terms',
    of: 'shell.nav.journeys',
    word: 'terms.title',
    icon: IconTags,
    action: 'atlas.read',
  },
  {
    to: '/journeys/touchpoints',
    of: 'shell.nav.journeys',
    word: 'journeys.touchpoints',
    icon: IconHandFinger,
    action: 'atlas.read',
  },
  {
    to: '/journeys/personas',
    of: 'shell.nav.journeys',
    word: 'journeys.personas',
    icon: IconUser,
    action: 'atlas.read',
  },
  {
    to: '/insights/matrix',
    of: 'shell.nav.insights',
    word: 'insightMonitor.tab.matrix',
    icon: IconChartScatter,
    action: 'insights.read',
  },
  {
    to: '/insights/board',
    of: 'shell.nav.insights',
    word: 'insightMonitor.tab.board',
    icon: IconLayoutKanban,
    action: 'insights.read',
  },
  {
    to: '/insights/backlog',
    of: 'shell.nav.insights',
    word: 'insightDeciding.title',
    icon: IconChecks,
    action: 'insights.read',
  },
  {
    to: '/insights/tickets',
    of: 'shell.nav.insights',
    word: 'tickets.title',
    icon: IconTicket,
    action: 'insights.read',
  },
  {
    to: '/messages/deliverability',
    of: 'shell.nav.messages',
    word: 'messages.tab.fares',
    icon: IconMailCheck,
    action: 'messages.read',
  },
  {
    to: '/messages/barred',
    of: 'shell.nav.messages',
    word: 'messages.tab.barred',
    icon: IconBan,
    action: 'messages.read',
  },
  {
    to: '/messages/topics',
    of: 'shell.nav.messages',
    word: 'messages.tab.topics',
    icon: IconTags,
    action: 'templates.read',
  },
  {
    to: '/templates',
    of: 'shell.nav.messages',
    word: 'messages.tab.templates',
    icon: IconTemplate,
    action: 'templates.read',
  },
  {
    to: '/events/volumes',
    of: 'shell.nav.events',
    word: 'events.tab.volumes',
    icon: IconChartBar,
    action: 'events.read',
  },
  {
    to: '/events/names',
    of: 'shell.nav.events',
    word: 'events.tab.names',
    icon: IconListDetails,
    action: 'events.read',
  },
  { to: '/inputs', of: 'shell.nav.events', word: 'events.tab.setAside', icon: IconBan, action: 'inputs.read' },
] as const satisfies readonly { readonly action: Action; readonly [field: string]: unknown }[]

/** What can be made from anywhere. */
export const makings = [
  { to: '/journeys/new', word: 'journeys.create', icon: IconPlus, action: 'atlas.edit' },
  { to: '/journeys/import', word: 'imports.title', icon: IconFileImport, action: 'atlas.edit' },
  { to: '/flows/new', word: 'flow.list.create', icon: IconPlus, action: 'flows.edit' },
  { to: '/templates/new', word: 'templates.create', icon: IconPlus, action: 'templates.edit' },
] as const satisfies readonly { readonly action: Action; readonly [field: string]: unknown }[]

/** Places that everybody has. */
export const ownPlaces = [{ to: '/account', word: 'account.title', icon: IconUserCircle }] as const
