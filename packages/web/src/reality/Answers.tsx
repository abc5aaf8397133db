// What customers answered about a journey and its steps when they were asked: how satisfied they are, whether they would recommend it, how easy it was, how they sound.
import type { ShownAnswerNumbers, ShownJourneyNumbers } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { Card } from '../parts/Card.tsx'
import { Table, tableCss } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import { type AnswersAbout, answersOf, scoreText, signed } from './answers.ts'
import type { NameOf } from './names.ts'
import css from './reality.module.css'

type Given = {
  readonly journey: string
  readonly numbers: Pick<ShownJourneyNumbers, 'answers' | 'steps'>
  readonly nameOf: NameOf
}

/** The card. */
export function Answers({ journey, numbers, nameOf }: Given) {
  const { t } = useWords()
  const all = answersOf(numbers)
  return (
    <Card title={t('reality.answers.title')} note={t('reality.answers.note')} flush={all.length > 0}>
      {all.length === 0 ? (
        <p className="quiet">
          {t('reality.answers.none')}{' '}
          <Link to="/journeys/$journeyId" params={{ journeyId: journey }} search={{ open: journey }}>
            {t('reality.answers.begin')}
          </Link>
        </p>
      ) : (
        <AnswerTable {...{ all, nameOf }} />
      )}
    </Card>
  )
}

/** Answers in a table, each by channel where there are several. */
export function AnswerTable({ all, nameOf }: { readonly all: readonly AnswersAbout[]; readonly nameOf: NameOf }) {
  const { t } = useWords()
  return (
    <Table
      label={t('reality.answers.title')}
      head={[
        t('reality.answers.about'),
        t('reality.answers.asked'),
        ...(['score', 'mean', 'count'] as const).map((name) => ({ figures: t(`reality.answers.${name}`) })),
      ]}
      stacks
    >
      {all.map(({ step, answers }) => (
        <Fragment key={`${step} ${answers.kind}`}>
          <Row about={step === null ? t('reality.answers.whole') : nameOf(step)} answers={answers} />
          {answers.channels.length < 2
            ? null
            : answers.channels.map(({ channel, ...own }) => (
                <Row key={channel} about={channel} answers={{ ...own, kind: answers.kind }} within />
              ))}
        </Fragment>
      ))}
    </Table>
  )
}

type RowGiven = {
  readonly about: string
  readonly answers: Omit<ShownAnswerNumbers, 'channels'>
  /** A channel of the row above. */
  readonly within?: boolean
}

function Row({ about, answers: { kind, count, mean, score }, within = false }: RowGiven) {
  const { t, f } = useWords()
  return (
    <tr>
      <th scope="row" className={within ? css.within : undefined}>
        <bdi>{within ? t('reality.answers.by', { channel: about }) : about}</bdi>
      </th>
      <td>{within ? '' : t(`reality.answers.kind.${kind}`)}</td>
      <td className={tableCss.figures}>{scoreText({ kind, score }, { t, f })}</td>
      <td className={tableCss.figures}>
        {kind === 'sentiment' ? signed(mean, f.number(Math.abs(mean))) : f.number(mean)}
      </td>
      <td className={tableCss.figures}>{f.whole(count)}</td>
    </tr>
  )
}
