// Conditions as documents: the typed tree that editors write and the engine compiles. Never evaluated here.
import { z } from 'zod'
import {
  type AggregateFunction,
  aggregateFunctions,
  type CalendarPart,
  type Comparator,
  calendarParts,
  comparators,
  type EventFact,
  eventFacts,
  type TextOperator,
  textOperators,
} from './condition-words.ts'
import { type DurationText, durationText } from './duration.ts'
import type { Json } from './json.ts'

/**
 * A value computed from a customer's events.
 * `of`: path of the property that is summed, compared, ... (all but `count`). `within`: rolling window (C3); absent: ever.
 * `where` may only use properties and facts of the counted event, and literals.
 */
export type Aggregate = {
  readonly fn: AggregateFunction
  readonly event: string
  readonly of?: string | undefined
  readonly where?: Condition | undefined
  readonly within?: DurationText | undefined
}

/** Something with a value, or missing (C1). Paths are property names joined by dots. */
export type Operand =
  | { readonly literal: Json }
  | { readonly trait: string }
  | { readonly identity: string }
  | { readonly account: string }
  | { readonly property: string }
  | { readonly event: EventFact }
  | { readonly aggregate: Aggregate }
  | { readonly now: true }
  | { readonly ago: DurationText }
  | { readonly calendar: CalendarPart }

/** A condition is true, false or unknown (C1, Kleene). */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly exists: Operand }
  | { readonly in: Operand; readonly values: readonly Json[] }
  | { readonly op: Comparator | TextOperator; readonly left: Operand; readonly right: Operand }

const CONDITIONS_MAX = 100
const path = z.string().min(1).max(200)
const name = z.string().min(1).max(200)

/** The parser of JSON values inside documents. */
export const jsonValue: z.ZodType<Json> = z
  .lazy(() =>
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(jsonValue), z.record(z.string(), jsonValue)]),
  )
  .meta({ id: 'Json' })

/** The parser of {@link Aggregate}. */
export const aggregate: z.ZodType<Aggregate> = z
  .strictObject({
    fn: z.enum(aggregateFunctions),
    event: name,
    of: path.optional(),
    get where() {
      return condition.optional()
    },
    within: durationText.optional(),
  })
  .refine((a) => a.fn === 'count' || a.of !== undefined, {
    path: ['of'],
    message: 'names the property to compute with',
  })
  .meta({ id: 'Aggregate' })

/** The parser of {@link Operand}. */
export const operand: z.ZodType<Operand> = z
  .union([
    z.strictObject({ literal: jsonValue }),
    z.strictObject({ trait: path }),
    z.strictObject({ identity: name }),
    z.strictObject({ account: path }),
    z.strictObject({ property: path }),
    z.strictObject({ event: z.enum(eventFacts) }),
    z.strictObject({
      get aggregate() {
        return aggregate
      },
    }),
    z.strictObject({ now: z.literal(true) }),
    z.strictObject({ ago: durationText }),
    z.strictObject({ calendar: z.enum(calendarParts) }),
  ])
  .meta({ id: 'Operand' })

/** The parser of {@link Condition}. */
export const condition: z.ZodType<Condition> = z
  .union([
    z.strictObject({
      get all() {
        return z.array(condition).min(1).max(CONDITIONS_MAX)
      },
    }),
    z.strictObject({
      get any() {
        return z.array(condition).min(1).max(CONDITIONS_MAX)
      },
    }),
    z.strictObject({
      get not() {
        return condition
      },
    }),
    z.strictObject({ exists: operand }),
    z.strictObject({ in: operand, values: z.array(jsonValue).min(1).max(1000) }),
    z.strictObject({ op: z.enum([...comparators, ...textOperators]), left: operand, right: operand }),
  ])
  .meta({ id: 'Condition' })
