// Signs of visits with a condition, written short. Reads no events.
import type { Json } from '@lotse/protocol'
import type { SignPlan } from './plan.ts'

/** An event of which one property is so. */
export function eventWith(event: string, property: string, literal: Json, op: 'eq' | 'le' = 'eq'): SignPlan {
  return { event, where: { op, left: { property }, right: { literal } } }
}
