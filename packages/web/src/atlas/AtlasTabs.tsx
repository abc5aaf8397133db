// The parts of the atlas, each with an address of its own.
import { Tabs } from '../parts/Tabs.tsx'
import { useWords } from '../words/use.ts'

/** The tabs. @param current - the address of the part that is shown. */
export function AtlasTabs({ current }: { current: '/journeys' | '/journeys/touchpoints' | '/journeys/personas' }) {
  const { t } = useWords()
  return (
    <Tabs
      label={t('journeys.parts')}
      tabs={[
        { link: { to: '/journeys' }, label: t('journeys.title'), current: current === '/journeys' },
        {
          link: { to: '/journeys/touchpoints' },
          label: t('journeys.touchpoints'),
          current: current === '/journeys/touchpoints',
        },
        {
          link: { to: '/journeys/personas' },
          label: t('journeys.personas'),
          current: current === '/journeys/personas',
        },
      ]}
    />
  )
}
