// One part of a condition, as fields: a group of parts, or a single test with its event filter. Tells the part that it becomes.
import type { Condition } from '@lotse/protocol'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../words/use.ts'
import css from './conditions.module.css'
import { type Offers, RowFields } from './RowFields.tsx'
import { conditionOf, fromGroup, type Group, groupOf, type Join, rowOf, withPart } from './rows.ts'

/** What tests speak of: a customer, a customer without what happened, or one event that is counted. */
export type About = 'customer' | 'profile' | 'event'

type Given = {
  readonly condition: Condition
  /** null takes the part out. */
  readonly change: (condition: Condition | null) => void
  readonly offers: Offers
  readonly about: About
}

const JOINS: readonly Join[] = ['all', 'any', 'notAll', 'notAny']

/** A part: group or test. */
export function Part({ condition, change, offers, about }: Given) {
  const { t } = useWords()
  const group = groupOf(condition)
  if (group) return <GroupPart group={group} change={change} offers={offers} about={about} removable />
  return (
    <div className={css.part}>
      <div className={css.row}>
        <RowFields row={rowOf(condition)} change={(row) => change(conditionOf(row))} offers={offers} />
        <Filter condition={condition} change={change} offers={offers} />
        <button type="button" className={css.remove} aria-label={t('conditions.remove')} onClick={() => change(null)}>
          <IconTrash size={15} stroke={1.7} aria-hidden />
        </button>
      </div>
      <Where condition={condition} change={change} offers={offers} />
    </div>
  )
}

type Counted = Omit<Given, 'about'>

/** The aggregate of a test about events. */
function aggregateIn(condition: Condition) {
  const row = rowOf(condition)
  return row.kind === 'event' ? row : undefined
}

/** A button that begins the filter of the counted events. */
function Filter({ condition, change, offers }: Counted) {
  const { t } = useWords()
  const row = aggregateIn(condition)
  if (row === undefined || row.aggregate.where !== undefined) return null
  const property = propertiesOf(row.aggregate.event, offers)[0]?.path ?? 'name'
  const where: Condition = { all: [{ op: 'eq', left: { property }, right: { literal: '' } }] }
  return (
    <Button kind="quiet" onClick={() => change(conditionOf({ ...row, aggregate: { ...row.aggregate, where } }))}>
      {t('conditions.addProperty')}
    </Button>
  )
}

function Where({ condition, change, offers }: Counted) {
  const row = aggregateIn(condition)
  if (row?.aggregate.where === undefined) return null
  const { where, ...rest } = row.aggregate
  const group = groupOf(where) ?? { join: 'all', parts: [where] }
  return (
    <GroupPart
      group={group}
      offers={{ ...offers, properties: propertiesOf(rest.event, offers) }}
      about="event"
      change={(next) => change(conditionOf({ ...row, aggregate: next === null ? rest : { ...rest, where: next } }))}
      removable
    />
  )
}

const propertiesOf = (event: string, { vocabulary }: Offers) =>
  vocabulary?.events.find(({ name }) => name === event)?.properties ?? []

/** A group with its parts and what can be added. */
export function GroupPart({
  group,
  change,
  offers,
  about,
  removable = false,
}: Omit<Given, 'condition'> & { readonly group: Group; readonly removable?: boolean }) {
  const { t } = useWords()
  const set = (next: Group) => change(fromGroup(next))
  return (
    <fieldset className={css.group}>
      <div className={css.join}>
        <select
          aria-label={t('conditions.join')}
          className={css.choice}
          value={group.join}
          onChange={(event) => set({ ...group, join: JOINS.find((one) => one === event.currentTarget.value) ?? 'all' })}
        >
          {JOINS.map((join) => (
            <option key={join} value={join}>
              {t(`conditions.${join}`)}
            </option>
          ))}
        </select>
        {removable ? (
          <button type="button" className={css.remove} aria-label={t('conditions.remove')} onClick={() => change(null)}>
            <IconTrash size={15} stroke={1.7} aria-hidden />
          </button>
        ) : null}
      </div>
      {group.parts.map((part, at) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names of their own, and fields follow what they are given.
          key={at}
          condition={part}
          change={(next) => set(withPart(group, at, next))}
          offers={offers}
          about={about}
        />
      ))}
      <Adders about={about} offers={offers} add={(part) => set({ ...group, parts: [...group.parts, part] })} />
    </fieldset>
  )
}

type Kind = 'trait' | 'event' | 'identity' | 'account' | 'group' | 'text'

function freshPart(kind: Kind, about: Given['about'], { vocabulary, properties }: Offers): Condition {
  if (about === 'event') return { op: 'eq', left: { property: properties[0]?.path ?? 'name' }, right: { literal: '' } }
  const trait = vocabulary?.traits[0]?.path ?? 'plan'
  if (kind === 'trait') return { op: 'eq', left: { trait }, right: { literal: vocabulary?.traits[0]?.values[0] ?? '' } }
  if (kind === 'identity') return { exists: { identity: vocabulary?.identities[0] ?? 'email' } }
  if (kind === 'account') return { exists: { account: vocabulary?.account[0]?.path ?? 'name' } }
  if (kind === 'group')
    return {
      any: [
        freshPart('trait', about, { vocabulary, properties }),
        freshPart(about === 'profile' ? 'identity' : 'event', about, { vocabulary, properties }),
      ],
    }
  if (kind === 'text' && about === 'profile') return { op: 'ge', left: { trait }, right: { ago: '30d' } }
  if (kind === 'text') return { op: 'ge', left: { calendar: 'hour' }, right: { literal: 9 } }
  const event = vocabulary?.events[0]?.name ?? 'Order Completed'
  return { op: 'ge', left: { aggregate: { fn: 'count', event, within: '30d' } }, right: { literal: 1 } }
}

const kindsAbout: Readonly<Record<About, readonly Kind[]>> = {
  customer: ['trait', 'event', 'identity', 'account', 'group', 'text'],
  profile: ['trait', 'identity', 'account', 'group', 'text'],
  event: ['trait'],
}

/** Buttons that add a part. */
export function Adders({
  about,
  offers,
  add,
}: {
  about: Given['about']
  offers: Offers
  add: (part: Condition) => void
}) {
  const { t } = useWords()
  return (
    <div className={css.adders}>
      {kindsAbout[about].map((kind) => (
        <button key={kind} type="button" className={css.adder} onClick={() => add(freshPart(kind, about, offers))}>
          <IconPlus size={13} stroke={2} aria-hidden />
          {about === 'event' ? t('conditions.kind.property') : t(`conditions.addTest.${kind}`)}
        </button>
      ))}
    </div>
  )
}
