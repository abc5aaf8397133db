// The account menu: workspace, language, light or dark, shortcuts, sign out.
import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconKeyboard, IconListCheck, IconLogout, IconUserShield } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '../api.ts'
import { meQuery } from '../app/data.ts'
import { useMay, useMe } from '../app/member.ts'
import { Keys } from '../parts/Keys.tsx'
import { useUndo } from '../parts/undo.ts'
import { type Language, languageNames, languages, speak } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { initialsOf } from './initials.ts'
import css from './shell.module.css'
import { useSignOut } from './sign-out.ts'
import { setSingleKeys, useSingleKeys } from './single-keys.ts'
import { useSwitchWorkspace } from './switch.ts'

const schemes = ['light', 'dark', 'auto'] as const satisfies readonly MantineColorScheme[]
const schemeWords = { light: 'shell.member.light', dark: 'shell.member.dark', auto: 'shell.member.system' } as const

/** A choice closes the menu; the one that holds has a mark besides its colour. */
const choice = { closeMenuOnClick: true, checkIcon: <IconCheck size={16} aria-hidden /> } as const

/** @param showKeys - opens the list of shortcuts. */
export function MemberMenu({ showKeys }: { showKeys: () => void }) {
  const { t } = useWords()
  const { member, workspace, token } = useMe()
  const name = member?.name ?? token?.name ?? ''
  const signOut = useSignOut()
  return (
    // In the navigation, not at the end of the page: everything stands in a landmark.
    <Menu position="top-start" width="target" withinPortal={false}>
      <Menu.Target>
        <button type="button" className={css.member} aria-label={t('shell.member.menu', { name })}>
          <span className={css.initials} aria-hidden>
            {initialsOf(name)}
          </span>
          <span className={css.who}>
            <b>{name}</b>
            <span>{workspace.name}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown className={css.dropdown}>
        <WorkspaceItems />
        <LanguageItems />
        <Menu.Divider />
        <SchemeItems />
        <Menu.Divider />
        <KeyItems showKeys={showKeys} />
        <StepsItem />
        <Menu.Divider />
        {member === null ? null : (
          <Menu.Item component={Link} to="/account" leftSection={<IconUserShield size={16} aria-hidden />}>
            {t('account.title')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
          {t('shell.member.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The member's workspaces, where there are several. */
function WorkspaceItems() {
  const { t } = useWords()
  const { workspaces, workspace } = useMe()
  const { sayFailure } = useUndo()
  const change = useSwitchWorkspace()
  if (workspaces.length < 2) return null
  const choose = (id: string) => (id === workspace.id ? undefined : change.mutate(id, { onError: sayFailure }))
  return (
    <>
      <Menu.Label>{t('shell.member.workspace')}</Menu.Label>
      <Menu.RadioGroup value={workspace.id} onChange={choose}>
        {workspaces.map(({ id, name }) => (
          <Menu.RadioItem key={id} value={id} {...choice}>
            <bdi className={css.workspace}>{name}</bdi>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
    </>
  )
}

/** Brings a newcomer's first steps back, also where they were put away or are done. */
function StepsItem() {
  const { t } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  if (!may('sources.read')) return null
  return (
    <Menu.Item
      leftSection={<IconListCheck size={16} aria-hidden />}
      onClick={() => void navigate({ to: '/', search: { steps: 'show' } })}
    >
      {t('shell.member.steps')}
    </Menu.Item>
  )
}

function LanguageItems() {
  const { t } = useWords()
  const { i18n } = useTranslation('words')
  const client = useQueryClient()
  const choose = async (language: Language) => {
    // First here, so that nothing turns the language back while the server is told.
    client.setQueryData(
      meQuery.queryKey,
      (me) => me && { ...me, member: me.member && { ...me.member, locale: language } },
    )
    await speak(i18n, language)
    await call('updateMe', { body: { locale: language } })
  }
  return (
    <>
      <Menu.Label>{t('shell.member.language')}</Menu.Label>
      <Menu.RadioGroup
        value={i18n.language}
        onChange={(value) => void choose(value === 'de' ? 'de' : 'en').catch(() => {})}
      >
        {languages.map((language) => (
          <Menu.RadioItem key={language} value={language} lang={language} {...choice}>
            {languageNames[language]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}

function KeyItems({ showKeys }: { showKeys: () => void }) {
  const { t } = useWords()
  const single = useSingleKeys()
  return (
    <>
      <Menu.Item
        leftSection={<IconKeyboard size={16} aria-hidden />}
        rightSection={<Keys keys="?" />}
        onClick={showKeys}
      >
        {t('shell.keys.title')}
      </Menu.Item>
      <Menu.CheckboxItem checked={single} onChange={setSingleKeys} checkIcon={choice.checkIcon}>
        {t('shell.keys.single')}
      </Menu.CheckboxItem>
    </>
  )
}

function SchemeItems() {
  const { t } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{t('shell.member.scheme')}</Menu.Label>
      <Menu.RadioGroup
        value={colorScheme}
        onChange={(value) => setColorScheme(schemes.find((scheme) => scheme === value) ?? 'auto')}
      >
        {schemes.map((scheme) => (
          <Menu.RadioItem key={scheme} value={scheme} {...choice}>
            {t(schemeWords[scheme])}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}
