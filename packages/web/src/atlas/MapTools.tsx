// The tools of a journey's page above its map: what is said, details, the language of the content, the map alone.
import { IconArrowsDiagonalMinimize2, IconInfoCircle, IconMaximize } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Tool } from '../canvas/Toolbar.tsx'
import { Select } from '../parts/Select.tsx'
import { useCommands } from '../shell/use-commands.ts'
import { languageNames, languages } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { TalkTool } from './talk/TalkTool.tsx'
import { useAddress } from './use-address.ts'

type Given = {
  readonly journey: string
  readonly language: string
  /** More tools, in front. */
  readonly children?: ReactNode
}

/** The tools. */
export function MapTools({ journey, language, children }: Given) {
  const { t } = useWords()
  const { search, change } = useAddress()
  const focus = search.focus === 'on'
  const about = search.open === journey
  const toggle = () => change({ focus: focus ? undefined : 'on' })
  useCommands([{ id: 'map.focus', label: t(focus ? 'map.unfocus' : 'map.focus'), group: 'here', run: toggle }])
  return (
    <>
      {children}
      <TalkTool />
      <Tool
        label={t('map.aboutJourney')}
        icon={IconInfoCircle}
        act={() => change(about ? { open: undefined } : { open: journey, talk: undefined })}
        on={about}
      />
      <ContentLanguage language={language} choose={(lang) => change({ lang })} />
      <Tool
        label={t(focus ? 'map.unfocus' : 'map.focus')}
        icon={focus ? IconArrowsDiagonalMinimize2 : IconMaximize}
        act={toggle}
        on={focus}
      />
    </>
  )
}

/** The language of what is written, whatever the console speaks. */
function ContentLanguage({ language, choose }: { language: string; choose: (language: string) => void }) {
  const { t } = useWords()
  const known = languages.map((one) => ({ value: one as string, label: languageNames[one] }))
  const choices = known.some(({ value }) => value === language)
    ? known
    : [...known, { value: language, label: language }]
  return (
    <Select
      label={t('map.language')}
      hidden
      value={language}
      choices={choices}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    />
  )
}
