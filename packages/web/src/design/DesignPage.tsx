// Every part in all its states, for developers: what docs/design.md describes, live. Reads and changes nothing on the server.
import { useMantineColorScheme } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { Choices } from '../parts/Choices.tsx'
import { Page } from '../parts/Page.tsx'
import { type Tab, Tabs } from '../parts/Tabs.tsx'
import { useWords } from '../words/use.ts'
import { Basics } from './Basics.tsx'
import { Charts } from './Charts.tsx'
import css from './design.module.css'
import { Forms } from './Forms.tsx'
import { Lists } from './Lists.tsx'
import { States } from './States.tsx'

const parts = { basics: Basics, forms: Forms, states: States, charts: Charts, lists: Lists } as const
type Part = keyof typeof parts
const names = Object.keys(parts) as Part[]

/** The page. */
export function DesignPage() {
  const { t } = useWords()
  const { part = 'basics' }: { part?: string } = useSearch({ strict: false })
  const shown = names.find((name) => name === part) ?? 'basics'
  const Shown = parts[shown]
  const tabs = names.map(
    (name): Tab => ({
      link: { to: '/design', search: { part: name } },
      label: t(`design.${name}`),
      current: name === shown,
    }),
  )
  return (
    <Page title={t('design.title')} beside={<Tabs label={t('design.title')} tabs={tabs} />} actions={<Scheme />}>
      <div className={css.parts}>
        <Shown />
      </div>
    </Page>
  )
}

function Scheme() {
  const { t } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Choices
      label={t('shell.member.scheme')}
      choices={[
        { value: 'light', label: t('shell.member.light') },
        { value: 'dark', label: t('shell.member.dark') },
        { value: 'auto', label: t('shell.member.system') },
      ]}
      chosen={colorScheme}
      choose={setColorScheme}
    />
  )
}
