// What a new journey begins with: three phases, a few steps and lanes, so that nobody looks at an empty void. Pure.
import { keysBetween } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasRecord, Json } from '@lotse/protocol'

/** Words that a new journey begins with. */
export type StartWords = {
  readonly phases: readonly (readonly [phase: string, steps: readonly string[]])[]
  readonly lanes: readonly (readonly [type: string, name: string])[]
}

type Starting = {
  readonly name: string
  readonly state: 'asIs' | 'toBe'
  readonly language: string
  readonly words: StartWords
  readonly newId: () => string
}

/** The edits that make it, and its id. */
export function startOf({ name, state, language, words, newId }: Starting) {
  const id = newId()
  const made = (kind: AtlasRecord['kind'], fields: Readonly<Record<string, Json>>) => {
    const one = newId()
    const edit: AtlasEdit = { do: 'make', id: one, kind, journey: id, fields }
    return { id: one, edit }
  }
  const text = (words: string) => ({ [language]: words })
  const journey: AtlasEdit = {
    do: 'make',
    id,
    kind: 'journey',
    journey: null,
    fields: { name: text(name), state, level: 'journey', actor: 'customer' },
  }
  const edits = [journey]
  const phaseKeys = keysBetween(null, null, words.phases.length)
  words.phases.forEach(([phaseName, steps], n) => {
    const phase = made('phase', { name: text(phaseName), order: phaseKeys[n] ?? 'V' })
    const stepKeys = keysBetween(null, null, steps.length)
    edits.push(phase.edit)
    steps.forEach((step, at) => {
      edits.push(made('step', { name: text(step), phase: phase.id, order: stepKeys[at] ?? 'V' }).edit)
    })
  })
  const laneKeys = keysBetween(null, null, words.lanes.length)
  words.lanes.forEach(([type, laneName], n) => {
    edits.push(made('lane', { name: text(laneName), type, order: laneKeys[n] ?? 'V' }).edit)
  })
  return { id, edits }
}
