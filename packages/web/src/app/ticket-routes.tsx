// The screens of tickets. Loaded when first needed.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch } from '../list/search.ts'
import { shell } from './shell-route.tsx'

const tickets = createRoute({
  getParentRoute: () => shell,
  path: '/insights/tickets',
  validateSearch: (search) => listSearch(search, 'show', 'owner'),
  component: lazyRouteComponent(() => import('../insights/tickets/TicketList.tsx'), 'TicketList'),
})

/** The screens of tickets. */
export const ticketRoutes = [tickets] as const
