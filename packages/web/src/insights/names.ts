// What an insight is called and where it arose, in the reader's language. Pure.
import type { InsightPoint, WorkedInsight } from '@lotse/protocol'
import { calledIn } from '../atlas/called.ts'
import { originText } from '../atlas/insights/origins.ts'
import { nameIn } from '../canvas/texts.ts'

/** The name of an insight of a list. */
export const insightName = (insight: WorkedInsight, language: string, unnamed: string): string =>
  nameIn(insight, language) || unnamed

/** The name of a point. */
export const pointName = ({ name }: Pick<InsightPoint, 'name'>, language: string, unnamed: string): string =>
  calledIn(name, language) || unnamed

/** The first place where it arose; empty where nobody said. */
export function arisenText({ origins: [first] }: WorkedInsight, language: string, unnamed: string): string {
  return first === undefined ? '' : originText(first, language, unnamed)
}
