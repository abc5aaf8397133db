// Who may do what: one table of roles, actions and how far they reach, used by the server to refuse and by screens to hide. Decides nothing else.

/** Roles of members and of API tokens in a workspace. */
export const roles = [
  'admin',
  'cx',
  'department',
  'marketing',
  'data',
  'service_lead',
  'service_agent',
  'sales',
  'leadership',
  'viewer',
] as const
export type Role = (typeof roles)[number]

/** How far an action reaches: `all` things of the workspace, or the member's `own` ones, which a unit of theirs owns. */
export const reaches = ['all', 'own'] as const
export type Reach = (typeof reaches)[number]

/** Roles that may take an action on everything, and roles that may take it on what their units own. */
type Grant = { readonly all: readonly Role[]; readonly own?: readonly Role[] }

const everyone = roles
const seesCustomers = roles.filter((role) => role !== 'leadership')
const readsPersonal: readonly Role[] = ['admin', 'cx', 'marketing', 'data', 'service_lead', 'service_agent', 'sales']
const designers: readonly Role[] = ['admin', 'cx', 'marketing']

/** Every action with the roles that may take it. An action that stands here for no role but `admin` is an administrator's. */
export const permissions = {
  'workspace.read': { all: everyone },
  'workspace.manage': { all: ['admin'] },
  'workspaces.create': { all: ['admin'] },
  'members.read': { all: everyone },
  'members.manage': { all: ['admin'] },
  'units.manage': { all: ['admin'] },
  'hours.manage': { all: ['admin', 'service_lead'] },
  'owners.assign': { all: ['admin', 'cx'], own: ['department'] },
  // Who answers for what a source sends sees how it does; connecting systems stays with those who know them.
  'sources.read': { all: ['admin', 'data', 'cx', 'marketing', 'department'] },
  'sources.manage': { all: ['admin', 'data'] },
  'tokens.manage': { all: ['admin'] },
  'audit.read': { all: ['admin'] },
  'privacy.manage': { all: ['admin'] },
  'stats.read': { all: everyone },
  'customers.read': { all: seesCustomers },
  // Who somebody is: without it names, addresses and texts are masked, and values cannot be searched for.
  'personal.read': { all: readsPersonal },
  'events.read': { all: seesCustomers },
  'customers.merge': { all: ['admin', 'cx', 'data', 'service_lead'] },
  'notes.write': { all: ['admin', 'cx', 'marketing', 'service_lead', 'service_agent', 'sales'] },
  'consents.write': { all: ['admin', 'cx', 'marketing', 'service_lead', 'service_agent', 'sales'] },
  'atlas.read': { all: everyone },
  'atlas.edit': { all: ['admin', 'cx'], own: ['department', 'marketing', 'service_lead', 'data', 'sales'] },
  'atlas.comment': { all: roles.filter((role) => role !== 'viewer') },
  // By a link people without an account look at it.
  'atlas.share': { all: ['admin', 'cx'], own: ['department', 'marketing'] },
  // What is done about insights. The CX team says what comes first and what is proved; whether and how it is done is said by the department in charge.
  'insights.read': { all: everyone },
  'insights.work': { all: ['admin', 'cx'], own: ['department', 'marketing', 'service_lead', 'data', 'sales'] },
  'insights.prioritise': { all: ['admin', 'cx'] },
  'insights.decide': { all: ['admin'], own: ['department', 'marketing', 'service_lead', 'data', 'sales'] },
  'insights.assign': { all: ['admin', 'cx'], own: ['department'] },
  // Scales and filters bind everybody.
  'insights.manage': { all: ['admin', 'cx'] },
  // What is new: who decides for all reads everything, the others what their units own.
  'feed.read': { all: ['admin', 'cx', 'leadership'], own: roles },
  // Measures are carried out by departments; the CX team and management see all of them.
  'measures.read': { all: everyone },
  'measures.edit': { all: ['admin', 'cx'], own: ['department', 'marketing', 'service_lead', 'data', 'sales'] },
  // Which words a company uses binds everybody's journeys.
  'terms.manage': { all: ['admin', 'cx'] },
  'flows.read': { all: everyone },
  'flows.edit': { all: designers, own: ['department'] },
  'flows.publish': { all: designers, own: ['department'] },
  'templates.read': { all: everyone },
  'topics.manage': { all: designers },
  'templates.edit': { all: designers, own: ['department'] },
  'messages.read': { all: ['admin', 'cx', 'marketing', 'data', 'service_lead', 'service_agent'] },
  'messages.repair': { all: ['admin', 'marketing', 'data'] },
  'inputs.read': { all: ['admin', 'data', 'cx'] },
  'inputs.repair': { all: ['admin', 'data'] },
} as const satisfies Record<string, Grant>

export type Action = keyof typeof permissions

/** All actions, in the order of the table. */
export const actions = Object.keys(permissions) as Action[]

/**
 * How far an action of somebody with these roles reaches: as far as that of any of them.
 *
 * @param held - roles of the caller in the workspace.
 * @param action - from the table.
 * @returns undefined where none of them may take it.
 */
export function reachOf(held: readonly Role[], action: Action): Reach | undefined {
  const { all, own = [] }: Grant = permissions[action]
  if (held.some((role) => all.includes(role))) return 'all'
  return held.some((role) => own.includes(role)) ? 'own' : undefined
}

/**
 * Whether a role may take an action.
 *
 * @param role - of the caller in the workspace.
 * @param action - from the table.
 * @param owned - whether a unit of the caller owns the thing; left out, it is asked whether there is anything the role may do it to.
 */
export function mayRole(role: Role, action: Action, owned = true): boolean {
  const reach = reachOf([role], action)
  return reach === 'all' || (reach === 'own' && owned)
}

/** The actions that roles may take, with their reach, for screens that hide what would be refused. */
export function actionsOf(held: readonly Role[]): { [A in Action]?: Reach } {
  const reached = actions.flatMap((action) => {
    const reach = reachOf(held, action)
    return reach === undefined ? [] : [[action, reach] as const]
  })
  return Object.fromEntries(reached)
}
