// Every screen that can be gone to: one list for navigation, palette and shortcuts. To add a screen, add a line here.
import type { Action } from '@lotse/protocol'
import {
  IconAccessPoint,
  IconArrowFork,
  IconBulb,
  IconHome,
  IconMail,
  IconMapRoute,
  IconMessage2,
  IconPlugConnected,
  IconRss,
  IconSettings,
  IconTargetArrow,
  IconTemplate,
  IconTimeline,
  IconUsers,
} from '@tabler/icons-react'

/**
 * The places. `group`: the part of the navigation (`foot` stands at its end). `action`: who may not take it does not see the place.
 * `keys`: after `g`. `count`: a small live figure, see counts.ts. `parts`: addresses elsewhere that belong to it. `instead`: where who may
 * not see it is led, if they may that.
 */
export const places = [
  {
    to: '/',
    word: 'shell.nav.home',
    icon: IconHome,
    action: 'stats.read',
    group: 'work',
    keys: 'h',
    count: 'calls',
  },
  {
    to: '/control',
    word: 'shell.nav.control',
    icon: IconAccessPoint,
    action: 'stats.read',
    group: 'work',
    keys: 'l',
    count: 'rate',
  },
  {
    to: '/journeys',
    word: 'shell.nav.journeys',
    icon: IconMapRoute,
    action: 'atlas.read',
    group: 'work',
    keys: 'j',
  },
  {
    to: '/feed',
    word: 'feed.title',
    icon: IconRss,
    action: 'feed.read',
    group: 'work',
    keys: 'f',
    count: 'feed',
  },
  {
    to: '/measures',
    word: 'measures.title',
    icon: IconTargetArrow,
    action: 'measures.read',
    group: 'work',
    keys: 'p',
  },
  {
    to: '/customers',
    word: 'shell.nav.customers',
    icon: IconUsers,
    action: 'customers.read',
    group: 'work',
    keys: 'c',
  },
  {
    to: '/feedback',
    word: 'shell.nav.feedback',
    icon: IconMessage2,
    action: 'events.read',
    group: 'work',
    keys: 'w',
  },
  {
    to: '/flows',
    word: 'shell.nav.flows',
    icon: IconArrowFork,
    action: 'flows.read',
    group: 'work',
    keys: 'o',
    count: 'flows',
  },
  {
    to: '/messages',
    word: 'shell.nav.messages',
    icon: IconMail,
    action: 'messages.read',
    group: 'work',
    keys: 'm',
    count: 'dead',
    parts: ['/templates'],
    instead: { to: '/templates', word: 'messages.tab.templates', icon: IconTemplate, action: 'templates.edit' },
  },
  {
    to: '/insights',
    word: 'shell.nav.insights',
    icon: IconBulb,
    action: 'insights.read',
    group: 'improve',
    keys: 'i',
  },
  {
    to: '/events',
    word: 'shell.nav.events',
    icon: IconTimeline,
    action: 'events.read',
    group: 'data',
    keys: 'e',
    count: 'stuckInputs',
    parts: ['/inputs'],
  },
  {
    to: '/sources',
    word: 'shell.nav.sources',
    icon: IconPlugConnected,
    action: 'sources.read',
    group: 'data',
    keys: 'q',
  },
  {
    to: '/settings',
    word: 'shell.nav.settings',
    icon: IconSettings,
    action: 'workspace.read',
    group: 'foot',
    keys: 's',
  },
] as const satisfies readonly {
  readonly group: PlaceGroup
  readonly action: Action
  readonly keys: string
  readonly [field: string]: unknown
}[]

/** A part of the navigation. */
export type PlaceGroup = 'work' | 'improve' | 'data' | 'foot'

/** The places for somebody. @param may - whether they may take an action. */
export function placesFor(may: (action: Action) => boolean) {
  return places
    .map((place) => ('instead' in place && !may(place.action) ? { ...place, ...place.instead } : place))
    .filter(({ action }) => may(action))
}
