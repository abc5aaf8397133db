// The screens where one insight is looked at, or one after the other is decided about. Loaded when first needed.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch } from '../list/search.ts'
import { shell } from './shell-route.tsx'

const backlog = createRoute({
  getParentRoute: () => shell,
  path: '/insights/backlog',
  validateSearch: (search): { [Name in 'department' | 'at']?: string | undefined } =>
    listSearch(search, 'department', 'at'),
  component: lazyRouteComponent(() => import('../insights/backlog/Backlog.tsx'), 'Backlog'),
})

const insight = createRoute({
  getParentRoute: () => shell,
  path: '/insights/$insightId',
  component: lazyRouteComponent(() => import('../insights/page/InsightPage.tsx'), 'InsightPage'),
})

/** All of them. */
export const insightPageRoutes = [backlog, insight] as const
