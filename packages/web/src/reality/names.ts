// What steps are called: as the map names them now, else as the edition did when it was frozen. Pure.
import type { AtlasRecord, ShownStepNumbers } from '@lotse/protocol'
import { nameIn } from '../canvas/texts.ts'

/** Answers the name of a step. @param unnamed - of one that has none. */
export type NameOf = (step: string) => string

/** Names for a language. */
export function stepNames(
  records: ReadonlyMap<string, AtlasRecord>,
  steps: readonly Pick<ShownStepNumbers, 'step' | 'name'>[],
  { language, unnamed }: { readonly language: string; readonly unnamed: string },
): NameOf {
  const frozen = new Map(steps.map(({ step, name }) => [step, name[language] ?? Object.values(name)[0]]))
  return (step) => nameIn(records.get(step), language) || frozen.get(step) || unnamed
}
