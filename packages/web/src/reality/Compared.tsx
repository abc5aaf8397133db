// The figures of a journey beside one another: these days and those before, its channels, or its editions.
import type { ShownEdition, ShownJourneyNumbers } from '@lotse/protocol'
import { useQueries } from '@tanstack/react-query'
import { Card } from '../parts/Card.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Failure, Loading } from '../parts/states.tsx'
import { Table, tableCss } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import { askedIn, scoreText } from './answers.ts'
import { type Asked, numbersQuery } from './data.ts'
import { lastedText } from './lasted.ts'
import type { NameOf } from './names.ts'
import css from './reality.module.css'
import { completionOf, strayedOf } from './shares.ts'
import { daysBefore, type Span } from './span.ts'

/** By what figures are compared, as it stands in the address. */
const ways = ['time', 'channel', 'edition'] as const
type By = (typeof ways)[number]

/** More columns than this cannot be read beside one another. */
const COLUMNS_MAX = 4

type Given = {
  readonly journey: string
  readonly nameOf: NameOf
  readonly asked: Asked
  readonly span: Span
  readonly channel: string | undefined
  readonly channels: readonly string[]
  readonly editions: readonly ShownEdition[]
  readonly by: string | undefined
  readonly choose: (by: string | undefined) => void
}

type Column = { readonly name: string; readonly asked: Asked }
type Filled = { readonly name: string; readonly numbers: ShownJourneyNumbers }

/** The card. */
export function Compared(given: Given) {
  const { t } = useWords()
  const { journey, nameOf, choose } = given
  const by = ways.find((one) => one === given.by) ?? 'time'
  const columns = useColumns(given, by)
  const found = useQueries({ queries: columns.map(({ asked }) => numbersQuery(journey, asked)) })
  const failed = found.find(({ isError }) => isError)
  const filled = columns.flatMap(({ name }, at): Filled[] => {
    const numbers = found[at]?.data
    return numbers === undefined ? [] : [{ name, numbers }]
  })
  return (
    <Card
      title={t('reality.compared')}
      side={
        <Choices
          label={t('reality.comparedBy')}
          choices={ways.map((value) => ({ value, label: t(`reality.by.${value}`) }))}
          chosen={by}
          choose={(one) => choose(one === 'time' ? undefined : one)}
        />
      }
      flush
    >
      {failed === undefined ? null : <Failure failure={failed.error} retry={() => void failed.refetch()} />}
      {failed === undefined && filled.length < columns.length ? <Loading /> : null}
      {filled.length < 2 && filled.length === columns.length ? (
        <p className={css.note}>{t(`reality.alone.${by}`)}</p>
      ) : null}
      {filled.length > 1 ? <Beside by={by} columns={filled} nameOf={nameOf} /> : null}
      {by === 'channel' && filled.length > 1 ? <p className={css.note}>{t('reality.byChannel')}</p> : null}
    </Card>
  )
}

function useColumns({ asked, span, channel, channels, editions }: Given, by: By): Column[] {
  const { t, f } = useWords()
  const filtered: Asked = channel === undefined ? asked : { ...asked, channel }
  switch (by) {
    case 'channel':
      return channels.slice(0, COLUMNS_MAX).map((name) => ({ name, asked: { ...asked, channel: name } }))
    case 'edition':
      return editions.slice(0, COLUMNS_MAX).map(({ number }) => ({
        name: t('reality.editionShort', { number: f.whole(number) }),
        asked: { ...filtered, edition: number },
      }))
    default: {
      const past = daysBefore(span, Date.now())
      const now = { name: t(`reality.span.${span}`), asked: filtered }
      return past === null ? [now] : [now, { name: t('reality.past'), asked: { ...filtered, ...past } }]
    }
  }
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
            <td key={column.name} className={tableCss.figures}>
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
          <td key={columns[at]?.name} className={`${tableCss.figures} ${css.beside}`}>
            {count === undefined ? t('parts.none') : f.whole(count)}
            <span style={{ width: `${((count ?? 0) / most) * 100}%` }} aria-hidden />
          </td>
        )
      })}
    </tr>
  ))
}
