// Where customers came to a step from, and which step they went to next, as two tables; each leads to the page of that step.
import { Link } from '@tanstack/react-router'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Table, tableCss } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import type { NameOf } from './names.ts'
import css from './reality.module.css'
import type { Way } from './ways.ts'

type Given = {
  readonly journey: string
  readonly step: string
  readonly ways: readonly Way[]
  readonly nameOf: NameOf
}

/** The cards. */
export function Neighbours({ journey, step, ways, nameOf }: Given) {
  const { t } = useWords()
  return (
    <>
      <Side
        {...{ journey, nameOf }}
        title={t('stepPage.to')}
        note={t('stepPage.toNote')}
        none={t('stepPage.toNobody')}
        ways={ways.filter(({ from }) => from === step)}
        other="to"
      />
      <Side
        {...{ journey, nameOf }}
        title={t('stepPage.from')}
        note={t('stepPage.fromNote')}
        none={t('stepPage.fromNobody')}
        ways={ways.filter(({ to }) => to === step)}
        other="from"
      />
    </>
  )
}

type SideGiven = Pick<Given, 'journey' | 'ways' | 'nameOf'> & {
  readonly title: string
  readonly note: string
  readonly none: string
  /** Which end of a way is the other step. */
  readonly other: 'from' | 'to'
}

const tones = { designed: 'plain', unexpected: 'attention', never: 'plain' } as const

function Side({ journey, title, note, none, ways, nameOf, other }: SideGiven) {
  const { t, f } = useWords()
  return (
    <Card title={title} note={note} flush>
      {ways.length === 0 ? (
        <p className={css.note}>{none}</p>
      ) : (
        <Table
          label={title}
          head={[t('map.step'), t('stepPage.way'), { figures: t('stepPage.runs') }, { figures: t('stepPage.share') }]}
          stacks
        >
          {ways.map((way) => (
            <tr key={way[other]}>
              <th scope="row">
                <Link
                  to="/journeys/$journeyId/steps/$stepId"
                  params={{ journeyId: journey, stepId: way[other] }}
                  search={({ span, via, seg }) => ({ span, via, seg })}
                >
                  <bdi>{nameOf(way[other])}</bdi>
                </Link>
              </th>
              <td>
                <StateMark tone={tones[way.kind]}>{t(`reality.kind.${way.kind}`)}</StateMark>
              </td>
              <td className={tableCss.figures}>{f.whole(way.count)}</td>
              <td className={tableCss.figures}>{way.count === 0 ? t('parts.none') : f.share(way.share)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  )
}
