// Signs of visits with a condition, written short. Reads no events.
import type { BindingAsk, Json } from '@lotse/protocol'
import { ANSWERED } from '../asked.ts'
import type { SignPlan } from './plan.ts'

/** An event of which one property is so. */
export function eventWith(event: string, property: string, literal: Json, op: 'eq' | 'le' = 'eq'): SignPlan {
  return { event, where: { op, left: { property }, right: { literal } } }
}

/** An answer after a parcel, or after a talk: then told of the way by which people talked. */
export function answerTo(survey: 'delivery' | 'contact', kind: BindingAsk['kind']): BindingAsk {
  const where: BindingAsk['where'] = { op: 'eq', left: { property: 'survey' }, right: { literal: survey } }
  const answer = { kind, event: ANSWERED, where, property: kind }
  return survey === 'contact' ? { ...answer, channel: 'contact' } : answer
}
