// What the address of the list of insights asks the server for: where they arose, and their sort. Pure.
import { insightSorts } from '@lotse/protocol'
import type { Texts } from '../../list/use-list-state.ts'

/** As the server takes it. */
export type Arising = { readonly at?: string; readonly sort?: (typeof insightSorts)[number] }

/** Ids of the phases and steps of the journey that is chosen; undefined: not known yet. */
type Inside = { readonly phase: readonly string[] | undefined; readonly step: readonly string[] | undefined }

/** A phase or step holds only together with its journey: of another one it would leave nothing. Rubbish is not asked for. */
export function arisingAsked({ journey, phase, step, touchpoint, what }: Texts, inside: Inside): Arising {
  const isInside = (id: string | undefined, known: readonly string[] | undefined) =>
    journey !== undefined && id !== undefined && (known === undefined || known.includes(id))
  const ids = [
    journey,
    isInside(phase, inside.phase) ? phase : undefined,
    isInside(step, inside.step) ? step : undefined,
    touchpoint,
  ].filter((id): id is string => id !== undefined && /^[\w.-]{1,60}$/.test(id))
  const sort = insightSorts.find((one) => one === what)
  return { ...(ids.length === 0 ? {} : { at: ids.join(',') }), ...(sort === undefined ? {} : { sort }) }
}
