// The roles in the order in which people choose them. Written out, because the protocol's own list would bring its parsers along.
import type { Role } from '@lotse/protocol'

/** All roles. */
export const roleNames = [
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
] as const satisfies readonly Role[]
