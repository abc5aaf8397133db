// Something that lies between the heads of steps and the lanes of a map, e.g. what customers really do there. The map only makes room for it.
import type { ReactNode } from 'react'
import type { Layout } from './layout.ts'

/** What lies there. `px`: its height at full size; `draw` should answer the same element for the same layout. */
export type Over = { readonly px: number; readonly draw: (layout: Layout) => ReactNode }
