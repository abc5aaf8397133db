import { type FlowFault, validateFlow } from '@lotse/core/act'
import type { FlowDocument, FlowStep } from '@lotse/protocol'
import { END, flowOf, randomFlow, sendStep, waitStep } from '@lotse/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { waysOf } from './ways.ts'

const known = { templates: new Set(['hello']), events: new Set(['Started', 'Paid']) }
const faults = (document: FlowDocument): string[] =>
  validateFlow(document, known).map(({ code, step, field }: FlowFault) => `${code} ${step ?? '-'} ${field}`)
const branch = (id: string, yes: string, no: string): FlowStep => ({
  id,
  kind: 'branch',
  cases: [{ when: { exists: { trait: 'x' } }, next: yes }],
  otherwise: no,
})

describe('faults of a flow, each with its step', () => {
  test('a sound flow has none', () => {
    expect(faults(flowOf({ steps: [sendStep('mail', 'w'), waitStep('w', '1d'), END] }))).toEqual([])
  })

  test.each<[string, FlowDocument, string[]]>([
    [
      'a way to nowhere',
      flowOf({ steps: [waitStep('w', '1d', 'gone'), END] }),
      ['unknown_step w next', 'unreachable_step end steps', 'no_exit w steps'],
    ],
    [
      'a start that is not there',
      flowOf({ start: 'gone', steps: [END] }),
      ['unknown_step - start', 'unreachable_step end steps'],
    ],
    [
      'a step nobody reaches',
      flowOf({ steps: [END, waitStep('w', '1d')], start: 'end' }),
      ['unreachable_step w steps'],
    ],
    [
      'two steps of one id',
      flowOf({ steps: [waitStep('w', '1d'), waitStep('w', '2d'), END] }),
      ['duplicate_step w steps.1.id'],
    ],
    [
      'a circle without a wait',
      flowOf({ steps: [sendStep('a', 'b'), branch('b', 'a', 'end'), END] }),
      ['loop_without_wait a steps', 'loop_without_wait b steps'],
    ],
    [
      'a circle with a wait is allowed',
      flowOf({ steps: [waitStep('a', '1d', 'b'), branch('b', 'a', 'end'), END] }),
      [],
    ],
    [
      'no way out',
      flowOf({ steps: [waitStep('a', '1d', 'b'), waitStep('b', '1d', 'a')] }),
      ['no_exit a steps', 'no_exit b steps'],
    ],
    [
      'a template that does not exist',
      flowOf({ steps: [{ ...sendStep('m'), template: 'none' } as FlowStep, END] }),
      ['unknown_template m steps.0.template'],
    ],
    [
      'an event nobody has seen, as a warning',
      flowOf({ goal: { event: 'Payed' }, steps: [END] }),
      ['unknown_event - goal.event'],
    ],
    ['a wait that takes no time', flowOf({ steps: [waitStep('w', '999ms'), END] }), ['wait_too_short w steps.0.for']],
    ['a wait of more than 400 days', flowOf({ steps: [waitStep('w', '401d'), END] }), ['wait_too_long w steps.0.for']],
    [
      'a pattern that cannot be read',
      flowOf({
        steps: [
          {
            id: 'b',
            kind: 'branch',
            cases: [{ when: { op: 'matches', left: { trait: 'x' }, right: { literal: '(' } }, next: 'end' }],
            otherwise: 'end',
          },
          END,
        ],
      }),
      ['condition_invalid b steps.0.cases.0.when'],
    ],
    [
      'a trait that would reach into the program',
      flowOf({ steps: [{ id: 's', kind: 'set_trait', trait: '__proto__', value: { literal: 1 }, next: 'end' }, END] }),
      ['name_not_allowed s steps.0.trait'],
    ],
  ])('%s', (_name, document, expected) => {
    expect(faults(document)).toEqual(expected)
  })

  test('warnings do not hinder publishing', () => {
    expect(validateFlow(flowOf({ goal: { event: 'Payed' }, steps: [END] }), known)[0]?.severity).toBe('warning')
  })
})

/** Walks every way of at most `depth` steps without waiting; true when it comes back to where it began. */
function circles(document: FlowDocument, from: string, at: string, depth: number): boolean {
  const step = document.steps.find(({ id }) => id === at)
  if (step === undefined || depth === 0 || step.kind === 'wait') return false
  const ways = waysOf(step).filter(
    ({ field }) => step.kind !== 'wait_for' || (step.since === 'run' && field === 'otherwise'),
  )
  return ways.some(({ to }) => to === from || circles(document, from, to, depth - 1))
}

test('law: a circle without a wait is reported for just the steps that a walk of all ways finds on one', () => {
  fc.assert(
    fc.property(randomFlow(), (document) => {
      const reported = validateFlow(document, { ...known, events: null }).filter(
        ({ code }) => code === 'loop_without_wait',
      )
      const walked = document.steps.filter(({ id }) => circles(document, id, id, document.steps.length))
      expect(reported.map(({ step }) => step)).toEqual(walked.map(({ id }) => id))
    }),
    { numRuns: 1000 },
  )
})
