// The languages in which templates are written here: those the workspace writes to its customers in.
import { useQuery } from '@tanstack/react-query'
import { workspaceQuery } from '../settings/data.ts'
import { OFFERED } from './language.ts'

/** `chosen`: what the workspace has chosen, the first one for everybody whose own is not among them. `offered`: these, or all where none was chosen. */
export function useLanguages(): { readonly chosen: readonly string[]; readonly offered: readonly string[] } {
  const { data } = useQuery(workspaceQuery)
  const chosen = data?.settings.languages ?? []
  return { chosen, offered: chosen.length === 0 ? OFFERED : chosen }
}
