// How a journey feels, as a row of its one page: a curve for each lane of feelings over the steps of the phases. Drawn dashed, because it is assumed.
import type { AtlasRecord } from '@lotse/protocol'
import { useWords } from '../../words/use.ts'
import { feelingAt } from '../contents.ts'
import { curvePath, heightOfFeeling } from '../curve.ts'
import type { Layout } from '../layout.ts'
import { nameIn } from '../texts.ts'
import css from './sheet.module.css'

const HEIGHT_PX = 120
/** The width of the picture in its own measure; it is stretched to that of the page. */
const WIDTH = 1000

type Given = {
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly phases: number
}

type Line = { readonly id: string; readonly name: string; readonly felt: readonly Felt[] }
type Felt = { readonly step: AtlasRecord; readonly x: number; readonly value: number }

/** The row; nothing where nobody said what customers feel. */
export function FeelingRow(given: Given) {
  const { t, f } = useWords()
  const lines = linesOf(given, t('map.lane.emotion')).filter(({ felt }) => felt.length > 0)
  if (lines.length === 0) return null
  const named = (felt: readonly Felt[]) =>
    felt.map(({ step, value }) => `${nameIn(step, given.language)} ${f.number(value)}`).join(', ')
  return (
    <tr>
      <th scope="row">
        {t('map.lane.emotion')}
        <ul className={css.legend}>
          {lines.map(({ id, name }, n) => (
            <li key={id} data-hue={n + 1}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
        <span className="quiet">{t('map.assumed')}</span>
      </th>
      <td colSpan={given.phases} className={css.feelings} style={{ height: HEIGHT_PX }}>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT_PX}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={lines.map(({ name, felt }) => `${name}: ${named(felt)}`).join('. ')}
        >
          <line x1={0} x2={WIDTH} y1={heightOfFeeling(0, HEIGHT_PX)} y2={heightOfFeeling(0, HEIGHT_PX)} />
          {lines.map(({ id, felt }, n) => (
            <path
              key={id}
              data-hue={n + 1}
              d={curvePath(felt.map(({ x, value }) => ({ x: x * WIDTH, y: heightOfFeeling(value, HEIGHT_PX) })))}
            />
          ))}
        </svg>
        {lines.flatMap(({ id, felt }, n) =>
          felt.map(({ step, x, value }) => (
            <span
              key={`${id} ${step.id}`}
              className={css.dot}
              data-hue={n + 1}
              style={{ left: `${x * 100}%`, top: `${(heightOfFeeling(value, HEIGHT_PX) / HEIGHT_PX) * 100}%` }}
              aria-hidden
            />
          )),
        )}
      </td>
    </tr>
  )
}

/** The lanes of feelings. Phases are equally wide, and share their width among their steps. */
function linesOf({ layout, records, language, phases }: Given, unnamed: string): Line[] {
  const { map, rows } = layout
  const xs = new Map(
    map.phases.flatMap(({ steps }, n) => steps.map((step, at) => [step.id, (n + (at + 0.5) / steps.length) / phases])),
  )
  return rows.flatMap(({ lane, type }): Line[] => {
    if (lane === null || type !== 'emotion') return []
    const felt = map.steps.flatMap((step): Felt[] => {
      const value = feelingAt(layout, { row: lane.id, col: step.id })
      return value === null ? [] : [{ step, value, x: xs.get(step.id) ?? 0 }]
    })
    const persona = records.get(String(lane.fields['persona'] ?? ''))
    return [{ id: lane.id, name: nameIn(persona, language) || nameIn(lane, language) || unnamed, felt }]
  })
}
