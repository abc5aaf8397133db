// The newcomer's four steps, told from real state alone: nothing is ticked by hand. Pure.

/** The steps in their order. */
export const stepNames = ['source', 'event', 'flow', 'message'] as const
/** One of them. */
export type StepName = (typeof stepNames)[number]

/** What the workspace has come to. `flows`: published ones. */
export type Facts = {
  readonly sources: number
  readonly events: number
  readonly flows: number
  readonly sent: number
}

/** A step: done, to do now, or later. */
export type Step = { readonly name: StepName; readonly state: 'done' | 'now' | 'later' }

/** The steps as things stand. Whatever is done counts, in whichever order it was done. */
export function stepsOf({ sources, events, flows, sent }: Facts): readonly Step[] {
  const done: Record<StepName, boolean> = { source: sources > 0, event: events > 0, flow: flows > 0, message: sent > 0 }
  const next = stepNames.find((name) => !done[name])
  return stepNames.map((name) => ({ name, state: done[name] ? 'done' : name === next ? 'now' : 'later' }))
}

/** Whether all is done. */
export const isComplete = (facts: Facts): boolean => stepsOf(facts).every(({ state }) => state === 'done')

const key = (workspaceId: string): string => `lotse-first-steps-${workspaceId}`

/** Whether the steps were put away in this browser. */
export function isDismissed(workspaceId: string): boolean {
  try {
    return localStorage.getItem(key(workspaceId)) === 'away'
  } catch {
    return false
  }
}

/** Puts the steps away, or brings them back. */
export function setDismissed(workspaceId: string, away: boolean): void {
  try {
    if (away) localStorage.setItem(key(workspaceId), 'away')
    else localStorage.removeItem(key(workspaceId))
  } catch {
    // Without storage they come back with the next visit.
  }
}
