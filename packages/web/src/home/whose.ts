// Whose list of opened things it is: a member's in a workspace. Pure.
import type { Me } from '@lotse/protocol'

/** A text that is another one for every member and workspace. */
export const whoseList = ({ member, workspace }: Pick<Me, 'member' | 'workspace'>): string =>
  `${workspace.id}-${member?.id ?? ''}`
