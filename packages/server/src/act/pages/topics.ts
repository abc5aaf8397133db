// The topics a workspace writes about, as its settings name them. Topics without a name are shown as they are written.
import { settingsOf } from '../../base/settings.ts'

/** A topic with its name in one language. */
export type Topic = {
  readonly key: string
  readonly name: string
  readonly description?: string | undefined
  readonly offered: boolean
}

/** The topics of a workspace's settings; none where the settings name none. */
export function topicsOf(workspaceSettings: unknown, language: string): readonly Topic[] {
  const { topics } = settingsOf(workspaceSettings)
  return topics.map(({ key, names = {}, descriptions = {}, offered = true }) => ({
    key,
    name: names[language] ?? Object.values(names)[0] ?? key,
    description: descriptions[language] ?? Object.values(descriptions)[0],
    offered,
  }))
}

/** The name of one topic. */
export function topicName(workspaceSettings: unknown, key: string, language: string): string {
  return topicsOf(workspaceSettings, language).find((topic) => topic.key === key)?.name ?? key
}
