// Who may do what: one table of roles and actions, used by the server to refuse and by screens to hide. Decides nothing else.

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

const everyone = roles
const seesCustomers = roles.filter((role) => role !== 'leadership')
const designers: readonly Role[] = ['admin', 'cx', 'marketing']

/** Every action with the roles that may take it. An action that stands here for no role but `admin` is an administrator's. */
export const permissions = {
  'workspace.read': everyone,
  'workspace.manage': ['admin'],
  'sources.read': ['admin', 'data', 'cx', 'marketing'],
  'sources.manage': ['admin', 'data'],
  'tokens.manage': ['admin'],
  'audit.read': ['admin'],
  'stats.read': everyone,
  'customers.read': seesCustomers,
  'consents.write': ['admin', 'cx', 'marketing', 'service_lead', 'service_agent', 'sales'],
  'flows.read': everyone,
  'flows.edit': designers,
  'flows.publish': designers,
  'templates.read': everyone,
  'templates.edit': designers,
  'messages.read': ['admin', 'cx', 'marketing', 'data', 'service_lead', 'service_agent'],
  'messages.repair': ['admin', 'marketing', 'data'],
  'inputs.read': ['admin', 'data', 'cx'],
  'inputs.repair': ['admin', 'data'],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof permissions

/** All actions, in the order of the table. */
export const actions = Object.keys(permissions) as Action[]

/**
 * Whether a role may take an action.
 *
 * @param role - of the caller in the workspace.
 * @param action - from the table.
 */
export function mayRole(role: Role, action: Action): boolean {
  const allowed: readonly Role[] = permissions[action]
  return allowed.includes(role)
}

/** The actions of a role, for screens that hide what would be refused. */
export function actionsOf(role: Role): Action[] {
  return actions.filter((action) => mayRole(role, action))
}
