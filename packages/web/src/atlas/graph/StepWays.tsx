// The ways of a step in words: where it leads and where one comes from; a way is drawn, opened and taken away here without a pointer.
import type { AtlasRecord } from '@lotse/protocol'
import { IconX } from '@tabler/icons-react'
import { connecting, type DesignedWay, designedWays, parting } from '../../canvas/graph/ways.ts'
import type { Layout } from '../../canvas/layout.ts'
import type { Session } from '../../canvas/session.ts'
import { nameIn, textIn } from '../../canvas/texts.ts'
import { Select } from '../../parts/Select.tsx'
import { useWords } from '../../words/use.ts'
import { newId } from '../ids.ts'
import css from './graph.module.css'

type Given = {
  readonly step: string
  readonly journey: string
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly session: Session
  readonly language: string
  readonly mayEdit: boolean
  readonly openOther: (id: string) => void
}

/** The list. */
export function StepWays(given: Given) {
  const { t } = useWords()
  const { step, layout, records, session, journey, language, mayEdit } = given
  const ways = designedWays(layout)
  const [on, into] = [ways.filter(({ from }) => from === step), ways.filter(({ to }) => to === step)]
  const open = layout.map.steps.filter(({ id }) => id !== step && on.every(({ to }) => to !== id))
  return (
    <section className={css.ways}>
      <h3>{t('graph.ways')}</h3>
      {on.length + into.length === 0 ? <p className="quiet">{t('graph.noWays')}</p> : null}
      <Ways {...given} title={t('graph.on')} ways={on} all={ways} end="to" />
      <Ways {...given} title={t('graph.from')} ways={into} all={ways} end="from" />
      {mayEdit && open.length > 0 ? (
        <Select
          label={t('graph.newWay')}
          value=""
          choices={[
            { value: '', label: t('graph.chooseStep') },
            ...open.map((one) => ({ value: one.id, label: nameIn(one, language) || t('map.unnamedStep') })),
          ]}
          onChange={({ currentTarget: { value } }) => {
            if (value !== '') session.edit(connecting({ from: step, to: value }, { ways, records, journey, newId }))
          }}
        />
      ) : null}
    </section>
  )
}

type WaysGiven = Given & {
  readonly title: string
  readonly ways: readonly DesignedWay[]
  readonly all: readonly DesignedWay[]
  /** Which end of the ways is the other step. */
  readonly end: 'from' | 'to'
}

function Ways({ title, ways, all, end, records, language, session, journey, mayEdit, openOther }: WaysGiven) {
  const { t } = useWords()
  if (ways.length === 0) return null
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {ways.map((way) => {
          const name = nameIn(records.get(way[end]), language) || t('map.unnamedStep')
          const { record } = way
          const label = textIn(record ?? undefined, 'label', language).text
          return (
            <li key={record?.id ?? `${way.from} ${way.to}`}>
              {record === null ? (
                <bdi title={t('graph.impliedHere')}>{name}</bdi>
              ) : (
                <button type="button" className={css.open} onClick={() => openOther(record.id)}>
                  <bdi>{name}</bdi>
                  {label === '' ? null : <bdi className="quiet">{label}</bdi>}
                </button>
              )}
              {mayEdit && all.length > 1 ? (
                <button
                  type="button"
                  className={css.away}
                  aria-label={t('graph.awayOf', { name })}
                  title={t('graph.awayOf', { name })}
                  onClick={() => session.edit(parting(way, { ways: all, records, journey, newId }))}
                >
                  <IconX size={15} stroke={1.7} aria-hidden />
                </button>
              ) : null}
            </li>
          )
        })}
      </ul>
    </>
  )
}
