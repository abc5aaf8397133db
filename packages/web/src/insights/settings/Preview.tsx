// What a formula that is being written makes of insights that stand: the same rules as the server's, over their values of now.
import type { InsightScales } from '@lotse/protocol'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { nameIn } from '../../canvas/texts.ts'
import { Answer } from '../../parts/states.tsx'
import { Table, tableCss } from '../../parts/Table.tsx'
import { useWords } from '../../words/use.ts'
import { INSIGHTS } from '../work/use-work.ts'
import { type Computed, scoreBy } from './computed.ts'

const ASKED = 100
const SHOWN = 5

/** Insights that values were given to are among those that were changed last. */
const sampleQuery = queryOptions({
  queryKey: [INSIGHTS, 'sample'],
  queryFn: async ({ signal }) =>
    (await call('listInsightWork', { query: { order: 'changed', direction: 'down', limit: ASKED } }, signal)).items,
})

/** The table, the best first. */
export function Preview({ scales, computed }: { scales: InsightScales; computed: Computed }) {
  const { t, f } = useWords()
  const query = useQuery(sampleQuery)
  return (
    <Answer query={query}>
      {(insights) => {
        const scored = insights.flatMap((insight) => {
          const score = scoreBy(scales, computed, insight)
          return score === null ? [] : [{ insight, score }]
        })
        if (scored.length === 0) return <p className="quiet">{t('insightSettings.weighing.noPreview')}</p>
        return (
          <Table
            label={t('insightSettings.weighing.preview')}
            head={[t('insightSettings.weighing.preview'), { figures: t('insightPage.weighing.score') }]}
          >
            {scored
              .toSorted((a, b) => b.score - a.score)
              .slice(0, SHOWN)
              .map(({ insight, score }) => (
                <tr key={insight.id}>
                  <td>
                    <bdi>{nameIn(insight, f.language) || t('library.unnamed')}</bdi>
                  </td>
                  <td className={tableCss.figures}>{f.number(score)}</td>
                </tr>
              ))}
          </Table>
        )
      }}
    </Answer>
  )
}
