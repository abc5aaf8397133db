// The screens where one insight is looked at, or one after the other is decided about. Loaded when first needed.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { insightFilterNames } from '../insights/asked.ts'
import { listSearch } from '../list/search.ts'
import { shell } from './shell-route.tsx'

const backlog = createRoute({
  getParentRoute: () => shell,
  path: '/insights/backlog',
  validateSearch: (search) => listSearch(search, ...insightFilterNames),
  component: lazyRouteComponent(() => import('../insights/backlog/Backlog.tsx'), 'Backlog'),
})

const insight = createRoute({
  getParentRoute: () => shell,
  path: '/insights/$insightId',
  component: lazyRouteComponent(() => import('../insights/page/InsightPage.tsx'), 'InsightPage'),
})

/** All of them. */
export const insightPageRoutes = [backlog, insight] as const
