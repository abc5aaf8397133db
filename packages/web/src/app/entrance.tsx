// The root of all addresses, and the screens before sign-in. What stands behind sign-in is router.tsx's.
import { createRootRoute, createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router'

/** A text of the address that says something, or nothing. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** An address inside the console, or nothing: a link from outside cannot send people elsewhere after sign-in. */
function innerAddress(value: unknown): string | undefined {
  const address = text(value)
  return address !== undefined && /^\/(?![/\\])/.test(address) ? address : undefined
}

/** The root. */
export const root = createRootRoute({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string; ended?: true } => {
    const to = innerAddress(search['to'])
    return {
      ...(to === undefined ? {} : { to }),
      ...(text(search['ended']) === 'true' || search['ended'] === true ? { ended: true } : {}),
    }
  },
  component: lazyRouteComponent(() => import('../sign-in/SignIn.tsx'), 'SignIn'),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (search): { token?: string } => {
    const token = text(search['token'])
    return token === undefined ? {} : { token }
  },
  component: lazyRouteComponent(() => import('../sign-in/FirstAdmin.tsx'), 'FirstAdmin'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../invitation/Accept.tsx'), 'Accept'),
})

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../sign-in/ForgotPassword.tsx'), 'ForgotPassword'),
})

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  component: lazyRouteComponent(() => import('../sign-in/NewPassword.tsx'), 'NewPassword'),
})

const providerReturn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/provider',
  component: lazyRouteComponent(() => import('../sign-in/ProviderReturn.tsx'), 'ProviderReturn'),
})

function sharedSearch(search: Record<string, unknown>): { [Name in 'view' | 'lang' | 'talk']?: string | undefined } {
  const [view, lang, talk] = [text(search['view']), text(search['lang']), text(search['talk'])]
  return {
    ...(view === undefined ? {} : { view }),
    ...(lang === undefined ? {} : { lang }),
    ...(talk === undefined ? {} : { talk }),
  }
}

/** A journey that was shared by a link: no sign-in, the secret behind the hash opens it. */
const shared = createRoute({
  getParentRoute: () => root,
  path: '/shared',
  validateSearch: sharedSearch,
  component: lazyRouteComponent(() => import('../shared/SharedPage.tsx'), 'SharedPage'),
})

/** The same within a page of another origin. Nothing there leads anywhere else in the console. */
const embedded = createRoute({
  getParentRoute: () => root,
  path: '/embed/$frame',
  validateSearch: sharedSearch,
  component: lazyRouteComponent(() => import('../shared/SharedPage.tsx'), 'SharedPage'),
})

/** One insight that was shared by a link. */
const sharedInsight = createRoute({
  getParentRoute: () => root,
  path: '/shared/insight',
  component: lazyRouteComponent(() => import('../shared/insight/InsightGate.tsx'), 'InsightGate'),
})

/** The screens before sign-in. */
export const entrance = [
  signIn,
  setup,
  invitation,
  forgotPassword,
  newPassword,
  providerReturn,
  shared,
  sharedInsight,
  embedded,
] as const
