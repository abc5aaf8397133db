// Who sees what on their start page: one table of facts. Hides nothing for safety's sake: the server refuses by itself.
import type { Action, Me, Role } from '@lotse/protocol'

/** The groups with a start page of their own. */
export const groups = ['admin', 'leadership', 'marketing', 'data', 'service', 'sales'] as const
/** One of them. */
export type Group = (typeof groups)[number]

/** Marketing and CX are one group; where they are two teams, units tell whose flows are shown first. */
export const groupOf: Readonly<Record<Role, Group>> = {
  admin: 'admin',
  cx: 'marketing',
  department: 'marketing',
  marketing: 'marketing',
  data: 'data',
  service_lead: 'service',
  service_agent: 'service',
  sales: 'sales',
  leadership: 'leadership',
  viewer: 'leadership',
}

/** What a block needs to be of use, the side it stands on, and whether it names people. */
type Facts = { readonly action: Action; readonly side: 'main' | 'aside'; readonly people: boolean }

/** Every block with its facts. */
export const blocks = {
  steps: { action: 'sources.read', side: 'main', people: false },
  calls: { action: 'atlas.read', side: 'main', people: false },
  laid: { action: 'insights.read', side: 'main', people: false },
  unaddressed: { action: 'insights.work', side: 'aside', people: false },
  needs: { action: 'stats.read', side: 'main', people: false },
  changed: { action: 'stats.read', side: 'main', people: false },
  trends: { action: 'stats.read', side: 'main', people: false },
  results: { action: 'stats.read', side: 'aside', people: false },
  figures: { action: 'stats.read', side: 'main', people: false },
  flows: { action: 'flows.read', side: 'main', people: false },
  held: { action: 'messages.read', side: 'aside', people: false },
  sources: { action: 'sources.read', side: 'main', people: false },
  schema: { action: 'events.read', side: 'aside', people: false },
  refused: { action: 'inputs.read', side: 'aside', people: false },
  trouble: { action: 'customers.read', side: 'main', people: true },
  accounts: { action: 'customers.read', side: 'aside', people: true },
  renewals: { action: 'customers.read', side: 'main', people: true },
  handovers: { action: 'customers.read', side: 'main', people: true },
  safety: { action: 'workspace.manage', side: 'aside', people: false },
  members: { action: 'members.manage', side: 'aside', people: false },
  audit: { action: 'audit.read', side: 'aside', people: false },
  opened: { action: 'flows.read', side: 'aside', people: true },
} as const satisfies Readonly<Record<string, Facts>>

/** A block's name. */
export type Block = keyof typeof blocks

/** The blocks of each group, the most urgent first. */
export const pages: Readonly<Record<Group, readonly Block[]>> = {
  admin: [
    'steps',
    'calls',
    'laid',
    'needs',
    'changed',
    'sources',
    'flows',
    'safety',
    'unaddressed',
    'members',
    'audit',
    'opened',
  ],
  leadership: ['calls', 'laid', 'figures', 'trends', 'results'],
  marketing: ['steps', 'calls', 'laid', 'needs', 'flows', 'changed', 'unaddressed', 'held', 'opened'],
  data: ['steps', 'calls', 'laid', 'needs', 'figures', 'sources', 'refused', 'schema', 'opened'],
  service: ['trouble', 'calls', 'laid', 'handovers', 'needs', 'opened'],
  sales: ['renewals', 'calls', 'laid', 'handovers', 'accounts', 'opened'],
}

/**
 * The blocks of somebody's start page: those of all their groups, each once, without what they may not see.
 *
 * @param me - whose page.
 */
export function blocksOf({ roles, actions }: Pick<Me, 'roles' | 'actions'>): readonly Block[] {
  const all = roles.flatMap((role) => pages[groupOf[role]])
  return [...new Set(all)].filter((block) => actions[blocks[block].action] !== undefined)
}
