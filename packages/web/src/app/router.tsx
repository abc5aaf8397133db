// Which address shows which screen. Screens are loaded when first needed; the shell around them is there at once.
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { i18n } from 'i18next'
import { whenSignedOut } from '../api.ts'
import { filterNames as feedbackFilters } from '../feedback/data.ts'
import { type ListSearch, listSearch } from '../list/search.ts'
import { speak } from '../words/index.ts'
import { atlasRoutes } from './atlas-routes.tsx'
import { meQuery, queryClient } from './data.ts'
import { entrance, root, text } from './entrance.tsx'
import { insightPageRoutes } from './insight-page-routes.tsx'
import { insightRoutes } from './insight-routes.tsx'
import { settings } from './settings.tsx'
import { shell } from './shell-route.tsx'
import { ticketRoutes } from './ticket-routes.tsx'

type InputSearch = {
  readonly show?: 'set-aside' | 'refused'
  readonly code?: string
  readonly field?: string
  readonly source?: string
  readonly state?: string
  readonly open?: string
}

/** Addresses carry plain text: `?find=4711` stays the text 4711. */
const search = {
  parseSearch: (query: string): Record<string, string> => Object.fromEntries(new URLSearchParams(query)),
  stringifySearch: (values: Record<string, unknown>): string => {
    const set = Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))
    return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
  },
}

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  validateSearch: (search): { steps?: 'show' } => (search['steps'] === 'show' ? { steps: 'show' } : {}),
  component: lazyRouteComponent(() => import('../home/Home.tsx'), 'Home'),
})

const control = createRoute({
  getParentRoute: () => shell,
  path: '/control',
  validateSearch: (search): { span?: 'day' | 'week' | undefined; as?: 'table' | undefined } => {
    const { span, as } = search
    return { ...(span === 'day' || span === 'week' ? { span } : {}), ...(as === 'table' ? { as } : {}) }
  },
  component: lazyRouteComponent(() => import('../control/MissionControl.tsx'), 'MissionControl'),
})

const customers = createRoute({
  getParentRoute: () => shell,
  path: '/customers',
  validateSearch: (search) => listSearch(search, 'cond', 'flow', 'step', 'source', 'since'),
  component: lazyRouteComponent(() => import('../customers/CustomerList.tsx'), 'CustomerList'),
})

const customer = createRoute({
  getParentRoute: () => shell,
  path: '/customers/$customerId',
  validateSearch: (search): { [Name in 'why' | 'kind' | 'channel' | 'name' | 'merge' | 'consents']?: string } => {
    const names = ['why', 'kind', 'channel', 'name', 'merge', 'consents']
    return Object.fromEntries(names.flatMap((name) => (text(search[name]) === undefined ? [] : [[name, search[name]]])))
  },
  component: lazyRouteComponent(() => import('../customers/CustomerPage.tsx'), 'CustomerPage'),
})

const flows = createRoute({
  getParentRoute: () => shell,
  path: '/flows',
  validateSearch: (search) => listSearch(search, 'status', 'owner'),
  component: lazyRouteComponent(() => import('../flows/FlowList.tsx'), 'FlowList'),
})

const flow = createRoute({
  getParentRoute: () => shell,
  path: '/flows/$flowId',
  validateSearch: (search) => listSearch(search, 'tab', 'state', 'step', 'reason', 'older', 'newer'),
  component: lazyRouteComponent(() => import('../flows/FlowPage.tsx'), 'FlowPage'),
})

const newFlow = createRoute({
  getParentRoute: () => shell,
  path: '/flows/new',
  component: lazyRouteComponent(() => import('../flows/NewFlow.tsx'), 'NewFlow'),
})

const messages = createRoute({
  getParentRoute: () => shell,
  path: '/messages',
  validateSearch: (search) =>
    listSearch(search, 'state', 'channel', 'flow', 'owner', 'step', 'customer', 'since', 'until', 'open'),
  component: lazyRouteComponent(() => import('../messages/MessageList.tsx'), 'MessageList'),
})

const deliverability = createRoute({
  getParentRoute: () => shell,
  path: '/messages/deliverability',
  validateSearch: (search): { days?: '7' | '90' } => {
    const { days } = search
    return days === '7' || days === '90' ? { days } : {}
  },
  component: lazyRouteComponent(() => import('../messages/Deliverability.tsx'), 'Deliverability'),
})

const barred = createRoute({
  getParentRoute: () => shell,
  path: '/messages/barred',
  validateSearch: (search) => listSearch(search),
  component: lazyRouteComponent(() => import('../messages/Barred.tsx'), 'Barred'),
})

const topics = createRoute({
  getParentRoute: () => shell,
  path: '/messages/topics',
  validateSearch: (search): { lang?: string; page?: string; width?: 'phone' } => {
    const [lang, page] = [text(search['lang']), text(search['page'])]
    return {
      ...(lang === undefined ? {} : { lang }),
      ...(page === undefined ? {} : { page }),
      ...(search['width'] === 'phone' ? { width: 'phone' } : {}),
    }
  },
  component: lazyRouteComponent(() => import('../preferences/PreferencePages.tsx'), 'PreferencePages'),
})

const measures = createRoute({
  getParentRoute: () => shell,
  path: '/measures',
  validateSearch: (search) => listSearch(search, 'owner', 'state', 'type', 'verdict'),
  component: lazyRouteComponent(() => import('../measures/MeasureList.tsx'), 'MeasureList'),
})

const newMeasure = createRoute({
  getParentRoute: () => shell,
  path: '/measures/new',
  component: lazyRouteComponent(() => import('../measures/NewMeasure.tsx'), 'NewMeasure'),
})

const measure = createRoute({
  getParentRoute: () => shell,
  path: '/measures/$measureId',
  component: lazyRouteComponent(() => import('../measures/MeasurePage.tsx'), 'MeasurePage'),
})

const templates = createRoute({
  getParentRoute: () => shell,
  path: '/templates',
  validateSearch: (search) => listSearch(search, 'owner'),
  component: lazyRouteComponent(() => import('../templates/TemplateList.tsx'), 'TemplateList'),
})

const newTemplate = createRoute({
  getParentRoute: () => shell,
  path: '/templates/new',
  component: lazyRouteComponent(() => import('../templates/NewTemplate.tsx'), 'NewTemplate'),
})

const template = createRoute({
  getParentRoute: () => shell,
  path: '/templates/$templateKey',
  validateSearch: (
    search,
  ): { [Name in 'locale' | 'older' | 'newer']?: string } & {
    width?: 'phone'
    tab?: 'versions'
  } => {
    const names = ['locale', 'older', 'newer']
    return {
      ...Object.fromEntries(names.flatMap((name) => (text(search[name]) === undefined ? [] : [[name, search[name]]]))),
      ...(search['width'] === 'phone' ? { width: 'phone' } : {}),
      ...(search['tab'] === 'versions' ? { tab: 'versions' } : {}),
    }
  },
  component: lazyRouteComponent(() => import('../templates/TemplatePage.tsx'), 'TemplatePage'),
})

const events = createRoute({
  getParentRoute: () => shell,
  path: '/events',
  validateSearch: (search) =>
    listSearch(search, 'name', 'source', 'channel', 'customer', 'property', 'since', 'until', 'open'),
  component: lazyRouteComponent(() => import('../events/EventList.tsx'), 'EventList'),
})

const feedback = createRoute({
  getParentRoute: () => shell,
  path: '/feedback',
  validateSearch: (search) => listSearch(search, ...feedbackFilters, 'open'),
  component: lazyRouteComponent(() => import('../feedback/FeedbackList.tsx'), 'FeedbackList'),
})

const volumes = createRoute({
  getParentRoute: () => shell,
  path: '/events/volumes',
  validateSearch: (search): { span?: '24h' | '7d' | '28d'; by?: 'name' | 'source' | 'channel' } => {
    const { span, by } = search
    return {
      ...(span === '24h' || span === '7d' || span === '28d' ? { span } : {}),
      ...(by === 'name' || by === 'source' || by === 'channel' ? { by } : {}),
    }
  },
  component: lazyRouteComponent(() => import('../events/Volumes.tsx'), 'Volumes'),
})

const eventNames = createRoute({
  getParentRoute: () => shell,
  path: '/events/names',
  validateSearch: (search) => listSearch(search),
  component: lazyRouteComponent(() => import('../events/NameList.tsx'), 'NameList'),
})

const eventSchema = createRoute({
  getParentRoute: () => shell,
  path: '/events/schema',
  validateSearch: (search): { name?: string } => {
    const name = text(search['name'])
    return name === undefined ? {} : { name }
  },
  beforeLoad: ({ search }) => {
    if (search.name === undefined) throw redirect({ to: '/events/names', replace: true })
  },
  component: lazyRouteComponent(() => import('../events/SchemaPage.tsx'), 'SchemaPage'),
})

const inputs = createRoute({
  getParentRoute: () => shell,
  path: '/inputs',
  validateSearch: (search): ListSearch & InputSearch => {
    const { show } = search
    return {
      ...listSearch(search, 'code', 'field', 'source', 'state', 'open'),
      ...(show === 'set-aside' || show === 'refused' ? { show } : {}),
    }
  },
  component: lazyRouteComponent(() => import('../inputs/InputList.tsx'), 'InputList'),
})

const sources = createRoute({
  getParentRoute: () => shell,
  path: '/sources',
  validateSearch: (search): { owner?: string } => {
    const owner = text(search['owner'])
    return owner === undefined ? {} : { owner }
  },
  component: lazyRouteComponent(() => import('../sources/SourceList.tsx'), 'SourceList'),
})

const source = createRoute({
  getParentRoute: () => shell,
  path: '/sources/$sourceId',
  component: lazyRouteComponent(() => import('../sources/SourcePage.tsx'), 'SourcePage'),
})

const importedFile = createRoute({
  getParentRoute: () => shell,
  path: '/sources/$sourceId/files/$importId',
  component: lazyRouteComponent(() => import('../files/ImportPage.tsx'), 'ImportPage'),
})

const hookMapping = createRoute({
  getParentRoute: () => shell,
  path: '/sources/$sourceId/mapping',
  validateSearch: (search): { delivery?: string } => {
    const delivery = text(search['delivery'])
    return delivery === undefined ? {} : { delivery }
  },
  component: lazyRouteComponent(() => import('../hooks/HookMapping.tsx'), 'HookMapping'),
})

const feed = createRoute({
  getParentRoute: () => shell,
  path: '/feed',
  validateSearch: (search): { [Name in 'what' | 'owner' | 'journey' | 'touchpoint' | 'unread']?: string | undefined } =>
    listSearch(search, 'what', 'owner', 'journey', 'touchpoint', 'unread'),
  component: lazyRouteComponent(() => import('../feed/Feed.tsx'), 'Feed'),
})

const feedDelivery = createRoute({
  getParentRoute: () => shell,
  path: '/feed/delivery',
  component: lazyRouteComponent(() => import('../feed/FeedDelivery.tsx'), 'FeedDelivery'),
})

const design = createRoute({
  getParentRoute: () => shell,
  path: '/design',
  validateSearch: (search): ListSearch & { readonly part?: string; readonly channel?: string } =>
    listSearch(search, 'part', 'channel'),
  component: lazyRouteComponent(() => import('../design/DesignPage.tsx'), 'DesignPage'),
})

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('../account/Account.tsx'), 'Account'),
})

/** Whatever else is asked for by a member; who is not signed in is led to sign-in like everywhere. */
const nothing = createRoute({
  getParentRoute: () => shell,
  path: '$',
  component: lazyRouteComponent(() => import('./Missing.tsx'), 'Missing'),
})

const tree = root.addChildren([
  ...entrance,
  shell.addChildren([
    account,
    home,
    feed,
    feedDelivery,
    control,
    ...atlasRoutes,
    ...insightPageRoutes,
    ...insightRoutes,
    ...ticketRoutes,
    customers,
    customer,
    flows,
    newFlow,
    flow,
    messages,
    deliverability,
    barred,
    topics,
    measures,
    newMeasure,
    measure,
    templates,
    newTemplate,
    template,
    events,
    feedback,
    volumes,
    eventNames,
    eventSchema,
    inputs,
    sources,
    source,
    importedFile,
    hookMapping,
    design,
    settings,
    nothing,
  ]),
])

/**
 * Makes the router.
 *
 * @param words - follows the member's language once known.
 */
export function makeRouter(words: i18n) {
  const router = createRouter({ ...search, routeTree: tree, defaultPreload: 'intent', scrollRestoration: true })
  whenSignedOut(() => {
    if (queryClient.getQueryData(meQuery.queryKey) === undefined) return
    queryClient.clear()
    void router.navigate({ to: '/sign-in', search: { ended: true, to: router.state.location.href } })
  })
  queryClient.getQueryCache().subscribe(() => {
    const locale = queryClient.getQueryData(meQuery.queryKey)?.member?.locale
    if (locale && locale !== words.language) void speak(words, locale)
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
