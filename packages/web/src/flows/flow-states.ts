// The states a flow can be in, for filters. The protocol's own list would bring its parser library to the browser.
import type { FlowStatus } from '@lotse/protocol'

const all: Record<FlowStatus, true> = { draft: true, published: true, paused: true, archived: true }
/** Every state, in the order of a flow's life. */
export const flowStates = Object.keys(all) as FlowStatus[]
