// The figures of a journey beside one another: these days and those before, its channels, its customers' segments, or its editions.
import type { ShownJourneyNumbers } from '@lotse/protocol'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Refused } from '../api.ts'
import { listOf } from '../atlas/kinds.ts'
import { Card } from '../parts/Card.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Failure, Loading } from '../parts/states.tsx'
import { Table, tableCss } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import { askedIn, scoreText } from './answers.ts'
import { numbersQuery } from './data.ts'
import { lastedText } from './lasted.ts'
import type { NameOf } from './names.ts'
import css from './reality.module.css'
import { SegmentChoice } from './SegmentChoice.tsx'
import { completionOf, strayedOf } from './shares.ts'
import { type By, besideOf, type Comparable, comparedBy, useColumns } from './use-columns.ts'

type Given = Omit<Comparable, 'beside'> & {
  readonly journey: string
  readonly nameOf: NameOf
  readonly by: string | undefined
  /** The segments that were chosen, as the address says it. */
  readonly chosen: string | undefined
  readonly change: (more: { readonly by?: string | undefined; readonly segs?: string | undefined }) => void
}

type Filled = { readonly key: string; readonly name: string; readonly numbers: ShownJourneyNumbers }

/** Whether figures failed because that edition does not know the segment; it is no fault. */
const isUncounted = (error: unknown): boolean => error instanceof Refused && error.code === 'atlas.segment_not_counted'

/** The card. */
export function Compared(given: Given) {
  const { t } = useWords()
  const { journey, nameOf, segments, change } = given
  const by = comparedBy.find((one) => one === given.by) ?? 'time'
  const beside = besideOf(segments, given.chosen)
  const columns = useColumns({ ...given, beside }, by)
  const found = useQueries({ queries: columns.map(({ asked }) => numbersQuery(journey, asked)) })
  const failed = found.find(({ isError, error }) => isError && !isUncounted(error))
  const uncounted = found.filter(({ error }) => isUncounted(error)).length
  const filled = columns.flatMap(({ key, name }, at): Filled[] => {
    const numbers = found[at]?.isError === true ? undefined : found[at]?.data
    return numbers === undefined ? [] : [{ key, name, numbers }]
  })
  const waiting = failed === undefined && filled.length + uncounted < columns.length
  return (
    <Card
      title={t('reality.compared')}
      side={
        <Choices
          label={t('reality.comparedBy')}
          choices={comparedBy.map((value) => ({ value, label: t(`reality.by.${value}`) }))}
          chosen={by}
          choose={(one) => change({ by: one === 'time' ? undefined : one })}
        />
      }
      flush
    >
      {failed === undefined ? null : <Failure failure={failed.error} retry={() => void failed.refetch()} />}
      {waiting ? <Loading /> : null}
      {by === 'segment' ? <SegmentChoice {...{ segments, beside }} choose={(segs) => change({ segs })} /> : null}
      {filled.length < 2 && failed === undefined && !waiting ? <Alone by={by} /> : null}
      {filled.length > 1 ? <Beside by={by} columns={filled} nameOf={nameOf} /> : null}
      {filled.length > 1 && (by === 'channel' || by === 'segment') ? (
        <p className={css.note}>{t(by === 'channel' ? 'reality.byChannel' : 'reality.bySegment')}</p>
      ) : null}
      {uncounted === 0 ? null : <p className={css.note}>{t('reality.uncounted', { count: uncounted })}</p>}
    </Card>
  )
}

/** Why there is nothing to compare, and what would change that. */
function Alone({ by }: { readonly by: By }) {
  const { t } = useWords()
  return (
    <p className={css.note}>
      {t(`reality.alone.${by}`)}{' '}
      {by === 'segment' ? <Link {...listOf('segment')}>{t('reality.toSegments')}</Link> : null}
    </p>
  )
}

type BesideGiven = { readonly by: By; readonly columns: readonly Filled[]; readonly nameOf: NameOf }

function Beside({ by, columns, nameOf }: BesideGiven) {
  const { t, f } = useWords()
  const none = t('parts.none')
  const writeShare = (share: number | null) => (share === null ? none : f.share(share))
  const lines: readonly (readonly [name: string, write: (numbers: ShownJourneyNumbers) => string])[] = [
    [t('reality.started'), ({ started }) => f.whole(started)],
    [t('reality.completed'), ({ completed }) => f.whole(completed)],
    // Many begin by one channel and complete by another: a share of one would tell nothing.
    ...(by === 'channel'
      ? []
      : [[t('reality.completion'), (one: ShownJourneyNumbers) => writeShare(completionOf(one))] as const]),
    [t('reality.dropped'), ({ dropped }) => f.whole(dropped)],
    [t('reality.strays'), (one) => f.whole(strayedOf(one))],
    [t('reality.fitness'), ({ fitness }) => (fitness === null ? none : f.number(fitness))],
    [
      t('reality.effort.time'),
      ({ effort: { medianMs } }) => (medianMs === null ? none : lastedText(medianMs, { t, f })),
    ],
    [t('reality.effort.contacts'), ({ effort: { contacts } }) => (contacts === null ? none : f.number(contacts))],
    ...askedIn(columns.map(({ numbers }) => numbers)).map(({ step, kind, of }) => {
      const asked = t(`reality.answers.kind.${kind}`)
      const name = step === null ? asked : t('reality.answers.kindAt', { kind: asked, step: nameOf(step) })
      const write = (one: ShownJourneyNumbers) => {
        const found = of(one)
        return found === undefined ? none : scoreText(found, { t, f })
      }
      return [name, write] as const
    }),
  ]
  return (
    <Table
      label={t('reality.compared')}
      head={[t('reality.figure'), ...columns.map(({ name }) => ({ figures: name }))]}
    >
      {lines.map(([name, write]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {columns.map((column) => (
            <td key={column.key} className={tableCss.figures}>
              {write(column.numbers)}
            </td>
          ))}
        </tr>
      ))}
      <Steps columns={columns} nameOf={nameOf} />
    </Table>
  )
}

/** How many came to each step, with a bar in the scale of its column, so that one sees where each gets narrow. */
function Steps({ columns, nameOf }: Pick<BesideGiven, 'columns' | 'nameOf'>) {
  const { t, f } = useWords()
  const steps = [...new Set(columns.flatMap(({ numbers }) => numbers.steps.map(({ step }) => step)))]
  const scales = columns.map(({ numbers }) => ({
    reached: new Map(numbers.steps.map(({ step, reached }) => [step, reached])),
    most: Math.max(1, ...numbers.steps.map(({ reached }) => reached)),
  }))
  const seen = steps.filter((step) => scales.some(({ reached }) => (reached.get(step) ?? 0) > 0))
  return seen.map((step) => (
    <tr key={step}>
      <th scope="row">
        <bdi>{t('reality.reachedStep', { step: nameOf(step) })}</bdi>
      </th>
      {scales.map(({ reached, most }, at) => {
        const count = reached.get(step)
        return (
          <td key={columns[at]?.key} className={`${tableCss.figures} ${css.beside}`}>
            {count === undefined ? t('parts.none') : f.whole(count)}
            <span style={{ width: `${((count ?? 0) / most) * 100}%` }} aria-hidden />
          </td>
        )
      })}
    </tr>
  ))
}
