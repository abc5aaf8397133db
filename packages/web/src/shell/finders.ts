// Everything the palette finds by name or identity, one line a kind: who may, what is asked, where it leads. Asks only when told to.
import type { Action } from '@lotse/protocol'
import {
  IconArrowFork,
  IconBuildingCommunity,
  IconListDetails,
  IconMapRoute,
  IconPlugConnected,
  IconTemplate,
  IconUser,
  IconUserCircle,
} from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import { call } from '../api.ts'
import { nameOf } from '../customers/name.ts'
import type { Translate } from '../words/index.ts'
import { ranked } from './ranking.ts'

/** Something found: what it is called, further words under which it fits, and where it leads. */
export type Hit = { readonly id: string; readonly label: string; readonly words?: string; readonly link: LinkProps }

/** What is asked: words, settled; the most hits wanted; a way to give up. */
type Asked = { readonly find: string; readonly limit: number; readonly signal: AbortSignal; readonly t: Translate }

/** Short lists are loaded whole and searched here. */
const WHOLE = { limit: 200 }

/** The kinds, in the order of the palette. */
export const finders = [
  {
    word: 'shell.nav.customers',
    icon: IconUser,
    action: 'customers.read',
    find: async ({ t, signal, ...query }: Asked) =>
      (await call('listCustomers', { query }, signal)).items.map((customer) => ({
        id: customer.id,
        label: nameOf(t, customer),
        link: { to: '/customers/$customerId', params: { customerId: customer.id } },
      })),
  },
  {
    word: 'shell.nav.journeys',
    icon: IconMapRoute,
    action: 'atlas.read',
    find: async ({ signal, find, limit, t }: Asked) =>
      (await call('searchAtlas', { query: { find, kinds: 'journey,touchpoint,persona', limit } }, signal)).items.map(
        ({ id, kind, name }) => ({
          id,
          label: Object.values(name)[0] ?? t('library.unnamed'),
          words: Object.values(name).join(' '),
          link:
            kind === 'journey'
              ? { to: '/journeys/$journeyId', params: { journeyId: id } }
              : { to: '/journeys/library/$recordId', params: { recordId: id } },
        }),
      ),
  },
  {
    word: 'shell.nav.flows',
    icon: IconArrowFork,
    action: 'flows.read',
    find: async ({ signal, find, limit }: Asked) =>
      (await call('listFlows', { query: { find, limit } }, signal)).items.map(({ id, name }) => ({
        id,
        label: name,
        link: { to: '/flows/$flowId', params: { flowId: id } },
      })),
  },
  {
    word: 'templates.title',
    icon: IconTemplate,
    action: 'templates.read',
    find: async ({ signal, find, limit }: Asked) =>
      (await call('listTemplates', { query: { find, limit } }, signal)).items.map(({ key, name }) => ({
        id: key,
        label: name,
        link: { to: '/templates/$templateKey', params: { templateKey: key } },
      })),
  },
  {
    word: 'events.tab.names',
    icon: IconListDetails,
    action: 'events.read',
    find: async ({ signal, find }: Asked) =>
      (await call('listEventNames', { query: { find } }, signal)).items.map(({ name }) => ({
        id: name,
        label: name,
        link: { to: '/events', search: { name } },
      })),
  },
  {
    word: 'shell.nav.sources',
    icon: IconPlugConnected,
    action: 'sources.read',
    find: async ({ signal, find }: Asked) => {
      const { items } = await call('listSources', { query: WHOLE }, signal)
      const hits = items.map(({ id, name }) => ({
        id,
        label: name,
        link: { to: '/sources/$sourceId', params: { sourceId: id } } as const,
      }))
      return ranked(find, hits)
    },
  },
  {
    word: 'settings.page.members',
    icon: IconUserCircle,
    action: 'members.read',
    find: async ({ signal, find, limit }: Asked) =>
      (await call('listMembers', { query: { find, limit } }, signal)).items.map(({ id, name }) => ({
        id,
        label: name,
        link: { to: '/settings/members', search: { find: name } },
      })),
  },
  {
    word: 'settings.page.units',
    icon: IconBuildingCommunity,
    action: 'members.read',
    find: async ({ signal, find }: Asked) => {
      const { items } = await call('listUnits', {}, signal)
      const standing = items.filter(({ archivedAt }) => archivedAt === null)
      const hits = standing.map(({ id, name }) => ({
        id,
        label: name,
        link: { to: '/flows', search: { owner: id } } as const,
      }))
      return ranked(find, hits)
    },
  },
] as const satisfies readonly {
  readonly word: string
  readonly icon: typeof IconUser
  readonly action: Action
  readonly find: (asked: Asked) => Promise<readonly Hit[]>
}[]
