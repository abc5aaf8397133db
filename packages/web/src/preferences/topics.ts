// Topics as marketing lists them: in their order, with what customers said, and those that nobody has described yet. Pure.
import type { PreferencePage, WorkspaceTopic } from '@lotse/protocol'

/** A topic with what customers said about it. `described`: false where only customers or flows know it so far. */
export type ListedTopic = {
  readonly topic: WorkspaceTopic
  readonly granted: number
  readonly requested: number
  readonly described: boolean
}

/** The topics of the page in their order, then those that customers have said something about. */
export function listedTopics({ topics, stated }: Pick<PreferencePage, 'topics' | 'stated'>): readonly ListedTopic[] {
  const said = new Map(stated.map((one) => [one.topic, one]))
  const listed = (topic: WorkspaceTopic, described: boolean): ListedTopic => {
    const { granted = 0, requested = 0 } = said.get(topic.key) ?? {}
    return { topic, granted, requested, described }
  }
  const unknown = stated.filter(({ topic }) => !topics.some(({ key }) => key === topic))
  return [...topics.map((topic) => listed(topic, true)), ...unknown.map(({ topic }) => listed({ key: topic }, false))]
}

/** What a topic is called in a language, else in another, else by its key. */
export const nameOf = ({ key, names = {} }: WorkspaceTopic, language: string): string =>
  names[language] ?? Object.values(names)[0] ?? key

/** The topics with one of them moved by one place; unmoved at the ends. */
export function movedTopic(topics: readonly WorkspaceTopic[], key: string, by: -1 | 1): WorkspaceTopic[] {
  const from = topics.findIndex((topic) => topic.key === key)
  const [topic, other] = [topics[from], topics[from + by]]
  return topic === undefined || other === undefined ? [...topics] : topics.with(from, other).with(from + by, topic)
}

/** The topics with one of them replaced, or added at the end. */
export function withTopic(topics: readonly WorkspaceTopic[], topic: WorkspaceTopic): WorkspaceTopic[] {
  const at = topics.findIndex(({ key }) => key === topic.key)
  return at < 0 ? [...topics, topic] : topics.with(at, topic)
}

/** Texts by language without those that say nothing; undefined where none is left. */
export function spoken(texts: Readonly<Record<string, string | undefined>>): Record<string, string> | undefined {
  const said = Object.entries(texts).flatMap(([language, text = '']) =>
    text.trim() === '' ? [] : [[language, text.trim()] as const],
  )
  return said.length === 0 ? undefined : Object.fromEntries(said)
}
