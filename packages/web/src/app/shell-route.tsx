// The frame of every screen behind sign-in, as a route: who is not signed in is led there first. Which screens there are is router.tsx's.
import { createRoute, redirect } from '@tanstack/react-router'
import { Refused } from '../api.ts'
import { Failure, Loading } from '../parts/states.tsx'
import { Shell } from '../shell/Shell.tsx'
import { meQuery, queryClient } from './data.ts'
import { root } from './entrance.tsx'

/** Everything behind sign-in. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    try {
      const me = await queryClient.ensureQueryData(meQuery)
      // Nothing else opens until a second factor was shown.
      if (me.needsSecondFactor && location.pathname !== '/account') throw redirect({ to: '/account' })
    } catch (failure) {
      if (!(failure instanceof Refused && failure.status === 401)) throw failure
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } })
    }
  },
  pendingComponent: Loading,
  component: Shell,
  errorComponent: ({ error, reset }) => <Failure failure={error} retry={reset} />,
})
