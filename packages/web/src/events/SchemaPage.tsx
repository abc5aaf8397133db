// What the events of one name hold: every property with its types, its share, examples, sources, and what changed of late.
import type { EventProperty, EventSchema } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Since } from '../parts/Since.tsx'
import { Answer } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import { schemaQuery } from './data.ts'
import css from './events.module.css'
import { VolumePart } from './VolumePart.tsx'

/** The screen. */
export function SchemaPage() {
  const { t } = useWords()
  const { name = '' } = useSearch({ from: '/shell/events/schema' })
  return (
    <Page
      title={name}
      trail={
        <Link to="/events/names" className={pageCss.trail}>
          {t('events.schema.back')}
        </Link>
      }
      actions={
        <ButtonLink to="/events" search={{ name }}>
          {t('events.schema.list')}
        </ButtonLink>
      }
    >
      <Card title={t('events.volumes.title')}>
        <VolumePart
          query={{ span: '7d', by: 'source', name }}
          linkOf={(source) => ({ to: '/events', search: { name, source } })}
        />
      </Card>
      <Answer query={useQuery(schemaQuery(name))}>{(schema) => <Properties schema={schema} />}</Answer>
    </Page>
  )
}

function Properties({ schema }: { schema: EventSchema }) {
  const { t, f } = useWords()
  const { opened, events, properties } = schema
  const note =
    opened < events
      ? t('events.schema.opened', { opened: f.whole(opened), events: f.whole(events) })
      : t('events.schema.openedAll', { events: f.whole(events) })
  const head = ['path', 'types', 'share', 'distinct', 'examples', 'sources', 'seen'] as const
  return (
    <Card title={t('events.schema.properties')} note={note} flush>
      {properties.length === 0 ? <p className={css.quiet}>{t('events.schema.none')}</p> : null}
      <Table stacks label={t('events.schema.properties')} head={head.map((name) => t(`events.schema.${name}`))}>
        {properties.map((property) => (
          <Property key={property.path} property={property} />
        ))}
      </Table>
      {schema.more ? <p className={css.quiet}>{t('events.schema.more')}</p> : null}
    </Card>
  )
}

const newsTones = { new: 'info', changed: 'attention', gone: 'attention' } as const

function Property({ property }: { property: EventProperty }) {
  const { t, f } = useWords()
  const { path, types, distinct, news, newsAt } = property
  const percent = (share: number) =>
    new Intl.NumberFormat(f.language, { style: 'percent', maximumFractionDigits: share < 0.01 ? 1 : 0 }).format(share)
  const typeText = types.map(({ type, share }) =>
    types.length === 1 ? t(`events.schema.type.${type}`) : `${t(`events.schema.type.${type}`)} ${percent(share)}`,
  )
  return (
    <tr>
      <th scope="row">
        <span className={css.path}>
          <code>{path}</code>
          {news === null || newsAt === null ? null : (
            <StateMark tone={newsTones[news]}>
              {t(`events.schema.news.${news}`, { ago: f.ago(Date.parse(newsAt), Date.now()) })}
            </StateMark>
          )}
        </span>
      </th>
      <td>{typeText.join(', ')}</td>
      <td>
        <span className={css.share}>
          <span className={css.track} aria-hidden>
            <span className={css.filled} style={{ width: `${property.share * 100}%` }} />
          </span>
          {percent(property.share)}
        </span>
      </td>
      <td>
        {distinct === null
          ? '–'
          : distinct < 64
            ? f.whole(distinct)
            : t('events.schema.distinctAbout', { count: f.whole(distinct) })}
      </td>
      <td>
        <Examples property={property} />
      </td>
      <td>{property.sources.map(({ name }) => name).join(', ')}</td>
      <td>
        <Since at={property.firstSeenAt} />
        {' – '}
        <Since at={property.lastSeenAt} />
      </td>
    </tr>
  )
}

function Examples({ property: { withheld, examples } }: { property: EventProperty }) {
  const { t } = useWords()
  if (withheld !== null) return <span className={css.quiet}>{t(`events.schema.withheld.${withheld}`)}</span>
  return (
    <span className={css.examples}>
      {examples.map((example) => (
        <code key={example}>{example}</code>
      ))}
    </span>
  )
}
