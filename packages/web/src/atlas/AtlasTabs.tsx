// The parts of the atlas, each with an address of its own.
import { Tabs } from '../parts/Tabs.tsx'
import { useWords } from '../words/use.ts'
import type { AtlasPart } from './kinds.ts'

/** The tabs. @param current - the address of the part that is shown. */
export function AtlasTabs({ current }: { current: AtlasPart }) {
  const { t } = useWords()
  const tab = (to: Exclude<AtlasPart, '/journeys/kinds/$kind'>, label: string) => ({
    link: { to },
    label,
    current: current === to,
  })
  return (
    <Tabs
      label={t('journeys.parts')}
      tabs={[
        tab('/journeys', t('journeys.title')),
        tab('/journeys/atlas', t('atlas.title')),
        tab('/journeys/touchpoints', t('journeys.touchpoints')),
        tab('/journeys/personas', t('journeys.personas')),
        {
          link: { to: '/journeys/kinds/$kind', params: { kind: 'application' } },
          label: t('atlas.library'),
          current: current === '/journeys/kinds/$kind',
        },
        tab('/journeys/matrix', t('matrix.title')),
        tab('/journeys/templates', t('origins.title')),
        tab('/journeys/terms', t('terms.title')),
      ]}
    />
  )
}
