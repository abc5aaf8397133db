// The heads of tables over steps: phases over their steps.
import { useWords } from '../../words/use.ts'
import type { Layout } from '../layout.ts'
import { nameIn } from '../texts.ts'

/** The rows. */
export function HeadOfSteps({ layout, language }: { layout: Layout; language: string }) {
  const { t } = useWords()
  return (
    <thead>
      <tr>
        <th scope="row">{t('map.phases')}</th>
        {layout.map.phases.map(({ phase, steps }) =>
          steps.length === 0 ? null : (
            <th key={phase.id} scope="colgroup" colSpan={steps.length}>
              <bdi lang={language}>{nameIn(phase, language) || t('map.unnamedPhase')}</bdi>
            </th>
          ),
        )}
      </tr>
      <tr>
        <th scope="row">{t('map.steps')}</th>
        {layout.map.steps.map((step) => (
          <th key={step.id} scope="col">
            <bdi lang={language}>{nameIn(step, language) || t('map.unnamedStep')}</bdi>
          </th>
        ))}
      </tr>
    </thead>
  )
}
