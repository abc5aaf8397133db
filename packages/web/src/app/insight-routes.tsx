// The screens of insights: monitor, matrix, board. Loaded when first needed.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { insightFilterNames } from '../insights/asked.ts'
import { listSearch } from '../list/search.ts'
import { shell } from './shell-route.tsx'

const monitor = createRoute({
  getParentRoute: () => shell,
  path: '/insights',
  validateSearch: (search) => listSearch(search, 'group', 'folded', ...insightFilterNames),
  component: lazyRouteComponent(() => import('../insights/monitor/InsightMonitor.tsx'), 'InsightMonitor'),
})

const matrix = createRoute({
  getParentRoute: () => shell,
  path: '/insights/matrix',
  validateSearch: (search) => listSearch(search, 'x', 'y', 'as', ...insightFilterNames),
  component: lazyRouteComponent(() => import('../insights/matrix/InsightMatrix.tsx'), 'InsightMatrix'),
})

const board = createRoute({
  getParentRoute: () => shell,
  path: '/insights/board',
  validateSearch: (search) => listSearch(search, 'each', ...insightFilterNames),
  component: lazyRouteComponent(() => import('../insights/board/InsightBoard.tsx'), 'InsightBoard'),
})

/** All of them. */
export const insightRoutes = [monitor, matrix, board]
