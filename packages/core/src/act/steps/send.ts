// Asks the outbox to send a message. Whether it may be sent is checked here to explain early, and again at hand-over to be right (M2).
import type { SendStep } from '@lotse/protocol'
import { type CustomerState, consentKey, stated } from '../../understand/index.ts'
import type { MessageEffect } from '../effect.ts'
import { type Consent, consented, EVERY_TOPIC } from '../message/decision.ts'
import { type EmailRequest, messageKey, type SuppressReason } from '../message/request.ts'
import { visitsOf } from '../run.ts'
import type { CompiledStep, Here } from '../step.ts'

/** `send`: queues the message, or records why it is held back, and goes on. */
export function sendStep(step: SendStep): CompiledStep {
  return {
    id: step.id,
    kind: 'send',
    aggregates: new Map(),
    enter: (here) => {
      here.run.data.m = true
      const effect = messageOf(here, step)
      here.emit(effect)
      here.trace?.({
        ...place(here),
        what: 'message',
        key: effect.key,
        channel: step.channel,
        ...(effect.held && { held: effect.held }),
      })
      return { kind: 'go', next: step.next, via: effect.held ?? 'queued' }
    },
  }
}

const place = ({ now, run }: Here) => ({ at: now, flow: run.flow, version: run.version, run: run.id, step: run.step })

function messageOf({ run, pins, now, customer }: Here, step: SendStep): MessageEffect {
  return {
    kind: 'message',
    key: messageKey(run.id, run.version, step.id, visitsOf(run, step.id)),
    run: run.id,
    flow: run.flow,
    version: run.version,
    step: step.id,
    topic: step.topic,
    request: emailRequest(step, pins.templates[step.template] ?? 1, run.data.e),
    held: heldBack(customer.state, step),
    at: now,
  }
}

function emailRequest(step: SendStep, templateVersion: number, event: EmailRequest['event']): EmailRequest {
  const { channel, template, topic, transactional = false } = step
  return { channel, template, templateVersion, topic, transactional, event }
}

function heldBack(state: CustomerState, step: SendStep): SuppressReason | null {
  if (stated(state.ids['email']) === undefined && typeof stated(state.traits['email']) !== 'string') return 'no_address'
  if (step.transactional) return null
  return consented(consentsOf(state, step), step.topic) ? null : 'no_consent'
}

/** The customer's newest statements about the step's topic, and about every topic of its channel. */
function consentsOf(state: CustomerState, { channel, topic }: SendStep): Consent[] {
  return [topic, EVERY_TOPIC].flatMap((about) => {
    const statement = state.consents[consentKey(channel, about)]
    return statement ? [{ topic: about, state: statement[0], statedAt: statement[1] }] : []
  })
}
