// What the events of a name hold, for people: shares, examples, news. Learnt elsewhere (learn-schema.ts), only presented here.
import { distinctOf, formOf, newsOf, type PropertyState } from '@lotse/core/listen'
import type { EventProperty, EventSchema, ValueType } from '@lotse/protocol'
import type { Pool } from 'pg'
import { type EventNameRow, knownNames, propertiesOf } from '../adapters/store/event-schema.ts'
import { instantOf, instantOrNull } from '../base/ids.ts'
import { eventKindOf, type Names } from './event-presenter.ts'
import { PROPERTIES_MAX } from './learn-schema.ts'

type Asked = {
  readonly name: string
  readonly now: number
  readonly sources: Names['sources']
  readonly plain: boolean
}

/**
 * The schema of an event name; undefined where the name was never seen.
 *
 * @param plain - whether examples are shown as they are, or only their form.
 */
export async function schemaOf(pool: Pool, workspaceId: number, asked: Asked): Promise<EventSchema | undefined> {
  const [name] = await knownNames(pool, [{ workspaceId, name: asked.name }])
  if (!name) return undefined
  const properties = await propertiesOf(pool, workspaceId, asked.name)
  return {
    name: name.name,
    kind: eventKindOf(name.kind),
    events: name.events,
    opened: name.looked,
    more: properties.length >= PROPERTIES_MAX,
    firstSeenAt: instantOf(name.firstAt),
    lastSeenAt: instantOf(name.lastAt),
    properties: properties.map(({ path, state }) => showProperty(path, state, { name, asked })),
  }
}

function showProperty(
  path: string,
  state: PropertyState,
  { name, asked }: { name: EventNameRow; asked: Asked },
): EventProperty {
  const news = newsOf(state, name, asked.now)
  return {
    path,
    types: typesOf(state),
    share: shareOf(state.present, name.looked),
    distinct: state.withheld === null ? distinctOf(state.sketch) : null,
    examples: asked.plain ? [...state.examples] : [...new Set(state.examples.map(formOf))],
    withheld: state.withheld,
    firstSeenAt: instantOf(state.firstAt),
    lastSeenAt: instantOf(state.lastAt),
    sources: state.sources.flatMap((id) => {
      const source = asked.sources.get(id)
      return source === undefined ? [] : [{ id: String(id), name: source }]
    }),
    news: news?.kind ?? null,
    newsAt: instantOrNull(news?.at ?? null),
  }
}

function typesOf({ types, present }: PropertyState): EventProperty['types'] {
  return Object.entries(types)
    .map(([type, seen]) => ({
      type: type as ValueType,
      share: shareOf(seen.n, present),
      firstSeenAt: instantOf(seen.at),
    }))
    .sort((a, b) => b.share - a.share)
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.min(1, part / whole))
