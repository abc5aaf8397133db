// The steps a flow may have, as documents. What a step does stands in core/act; here is only its shape.
import { z } from 'zod'
import { condition, operand } from '../condition.ts'
import { durationText } from '../duration.ts'

/** The id of a step inside its flow: a letter or digit, then letters, digits, `_` and `-`. */
export const stepId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'letters, digits, _ and -, beginning with a letter or digit, at most 64')
/** Wall-clock time, 24 hours. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "09:00"')

const base = { id: stepId, name: z.string().max(200).optional() }

/** Waits a span of time. */
export const waitStep = z
  .strictObject({ ...base, kind: z.literal('wait'), for: durationText, next: stepId })
  .meta({ id: 'WaitStep' })

/** Waits until the next local time, on one of the weekdays (1 Monday to 7; absent: any), in the customer's zone (T4). */
export const waitUntilStep = z
  .strictObject({
    ...base,
    kind: z.literal('wait_until'),
    at: clockTime,
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
    next: stepId,
  })
  .meta({ id: 'WaitUntilStep' })

/** Waits for the first of several events, or the timeout counted from the step's or the run's start (F3, F4). */
export const waitForStep = z
  .strictObject({
    ...base,
    kind: z.literal('wait_for'),
    events: z
      .array(z.strictObject({ event: z.string().min(1).max(200), where: condition.optional(), next: stepId }))
      .min(1)
      .max(20),
    timeout: durationText,
    since: z.enum(['step', 'run']).optional(),
    otherwise: stepId,
  })
  .meta({ id: 'WaitForStep' })

/** Goes the way of the first case that is true, else `otherwise`. */
export const branchStep = z
  .strictObject({
    ...base,
    kind: z.literal('branch'),
    cases: z
      .array(z.strictObject({ name: z.string().max(200).optional(), when: condition, next: stepId }))
      .min(1)
      .max(50),
    otherwise: stepId,
  })
  .meta({ id: 'BranchStep' })

/** Sends a message made from a template. `topic` is what consent is asked for; `transactional` passes caps, not suppression (M4). */
export const sendStep = z
  .strictObject({
    ...base,
    kind: z.literal('send'),
    channel: z.enum(['email']),
    template: z.string().min(1).max(100),
    topic: z.string().min(1).max(100),
    transactional: z.boolean().optional(),
    next: stepId,
  })
  .meta({ id: 'SendStep' })

/** Calls a web address with a signed JSON body (Standard Webhooks). `body` maps names to values. */
export const webhookStep = z
  .strictObject({
    ...base,
    kind: z.literal('webhook'),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    body: z.record(z.string().min(1).max(100), operand).optional(),
    next: stepId,
  })
  .meta({ id: 'WebhookStep' })

/** Sets a trait of the customer. */
export const setTraitStep = z
  .strictObject({
    ...base,
    kind: z.literal('set_trait'),
    trait: z.string().min(1).max(200),
    value: operand,
    next: stepId,
  })
  .meta({ id: 'SetTraitStep' })

/** Ends the run. */
export const exitStep = z
  .strictObject({ ...base, kind: z.literal('exit'), reason: z.string().max(200).optional() })
  .meta({ id: 'ExitStep' })

/** Any step of a flow. */
export const flowStep = z.discriminatedUnion('kind', [
  waitStep,
  waitUntilStep,
  waitForStep,
  branchStep,
  sendStep,
  webhookStep,
  setTraitStep,
  exitStep,
])

export type WaitStep = z.infer<typeof waitStep>
export type WaitUntilStep = z.infer<typeof waitUntilStep>
export type WaitForStep = z.infer<typeof waitForStep>
export type BranchStep = z.infer<typeof branchStep>
export type SendStep = z.infer<typeof sendStep>
export type WebhookStep = z.infer<typeof webhookStep>
export type SetTraitStep = z.infer<typeof setTraitStep>
export type ExitStep = z.infer<typeof exitStep>
export type FlowStep = z.infer<typeof flowStep>
/** The kinds of steps, by the name that stands in documents. */
export type StepKind = FlowStep['kind']
