// The screens of the atlas: journeys, the library, the atlas as a whole. Loaded when first needed.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { journeyQuery } from '../atlas/data.ts'
import { arisings, dimensions } from '../atlas/states.ts'
import { listSearch } from '../list/search.ts'
import { queryClient } from './data.ts'
import { shell } from './shell-route.tsx'

const journeys = createRoute({
  getParentRoute: () => shell,
  path: '/journeys',
  validateSearch: (search) => listSearch(search, 'state', 'owner', ...dimensions),
  component: lazyRouteComponent(() => import('../atlas/JourneyList.tsx'), 'JourneyList'),
})

const newJourney = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/new',
  component: lazyRouteComponent(() => import('../atlas/NewJourney.tsx'), 'NewJourney'),
})

/** Where what a file holds goes: a journey, a kind of the library; else as the file says. */
const importJourneys = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/import',
  validateSearch: (search): { [Name in 'journey' | 'kind']?: string } => listSearch(search, 'journey', 'kind'),
  component: lazyRouteComponent(() => import('../atlas/import/ImportScreen.tsx'), 'ImportScreen'),
})

const touchpoints = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/touchpoints',
  validateSearch: (search) => listSearch(search, 'owner', ...dimensions),
  component: lazyRouteComponent(() => import('../atlas/RecordList.tsx'), 'TouchpointList'),
})

const personas = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/personas',
  validateSearch: (search) => listSearch(search, 'owner'),
  component: lazyRouteComponent(() => import('../atlas/RecordList.tsx'), 'PersonaList'),
})

const atlas = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/atlas',
  validateSearch: (search): { [Name in 'owner' | 'show' | 'seg']?: string | undefined } =>
    listSearch(search, 'owner', 'show', 'seg'),
  component: lazyRouteComponent(() => import('../atlas/overview/AtlasOverview.tsx'), 'AtlasOverview'),
})

const matrix = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/matrix',
  validateSearch: (search): { [Name in 'of' | 'journey' | 'owner' | 'row' | 'column']?: string | undefined } =>
    listSearch(search, 'of', 'journey', 'owner', 'row', 'column'),
  component: lazyRouteComponent(() => import('../atlas/matrix/MatrixPage.tsx'), 'MatrixPage'),
})

const templates = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/templates',
  validateSearch: (search): { owner?: string | undefined } => listSearch(search, 'owner'),
  component: lazyRouteComponent(() => import('../atlas/templates/TemplateReport.tsx'), 'TemplateReport'),
})

const libraryKind = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/kinds/$kind',
  validateSearch: (search) => listSearch(search, 'owner', ...dimensions, ...arisings),
  component: lazyRouteComponent(() => import('../atlas/LibraryList.tsx'), 'LibraryList'),
})

const impact = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/impact/$recordId',
  validateSearch: ({ direction, as }): { direction?: 'down' | undefined; as?: 'list' | 'picture' | undefined } => ({
    ...(direction === 'down' ? { direction } : {}),
    ...(as === 'list' || as === 'picture' ? { as } : {}),
  }),
  component: lazyRouteComponent(() => import('../atlas/impact/ImpactPage.tsx'), 'ImpactPage'),
})

const terms = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/terms',
  validateSearch: (search): { show?: 'flags' } => (search['show'] === 'flags' ? { show: 'flags' } : {}),
  component: lazyRouteComponent(() => import('../atlas/terms/TermsPage.tsx'), 'TermsPage'),
})

const libraryRecord = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/library/$recordId',
  validateSearch: (search): { [Name in 'span' | 'via' | 'seg']?: string | undefined } =>
    listSearch(search, 'span', 'via', 'seg'),
  component: lazyRouteComponent(() => import('../atlas/RecordPage.tsx'), 'RecordPage'),
})

/** What the address of a journey may say. */
const inJourney = [
  'view',
  'lang',
  'open',
  'focus',
  'phase',
  'real',
  'span',
  'via',
  'seg',
  'segs',
  'edition',
  'by',
  'behind',
  'talk',
  'thread',
  'share',
  'older',
  'newer',
  'what',
] as const

const journey = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/$journeyId',
  validateSearch: (search): { [Name in (typeof inJourney)[number]]?: string | undefined } =>
    listSearch(search, ...inJourney),
  // Beside the script of the screen, not after it.
  loader: ({ params }) => void queryClient.prefetchQuery(journeyQuery(params.journeyId)),
  component: lazyRouteComponent(() => import('../atlas/JourneyPage.tsx'), 'JourneyPage'),
})

const step = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/$journeyId/steps/$stepId',
  validateSearch: (search): { [Name in 'span' | 'via' | 'seg' | 'behind']?: string | undefined } =>
    listSearch(search, 'span', 'via', 'seg', 'behind'),
  component: lazyRouteComponent(() => import('../atlas/step/StepPage.tsx'), 'StepPage'),
})

/** The screens of the atlas. */
export const atlasRoutes = [
  journeys,
  newJourney,
  importJourneys,
  touchpoints,
  personas,
  atlas,
  matrix,
  templates,
  libraryKind,
  impact,
  terms,
  libraryRecord,
  journey,
  step,
] as const
