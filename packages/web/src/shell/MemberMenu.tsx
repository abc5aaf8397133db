// The account menu: language, light or dark, sign out.
import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconLogout } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '../api.ts'
import { meQuery } from '../app/data.ts'
import { useMe } from '../app/member.ts'
import { type Language, languageNames, languages, speak } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { initialsOf } from './initials.ts'
import css from './shell.module.css'

const schemes = ['light', 'dark', 'auto'] as const satisfies readonly MantineColorScheme[]
const schemeWords = { light: 'shell.member.light', dark: 'shell.member.dark', auto: 'shell.member.system' } as const

/** The menu with its button. */
export function MemberMenu() {
  const { t } = useWords()
  const { member, workspace, token } = useMe()
  const name = member?.name ?? token?.name ?? ''
  const signOut = useSignOut()
  return (
    <Menu position="top-start" width="target">
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
      <Menu.Dropdown>
        <LanguageItems />
        <Menu.Divider />
        <SchemeItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
          {t('shell.member.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Choice({
  label,
  chosen,
  choose,
  lang,
}: {
  label: string
  chosen: boolean
  choose: () => void
  lang?: string
}) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      onClick={choose}
      rightSection={chosen ? <IconCheck size={16} aria-hidden /> : null}
      {...(lang === undefined ? {} : { lang })}
    >
      {label}
    </Menu.Item>
  )
}

function LanguageItems() {
  const { t } = useWords()
  const { i18n } = useTranslation('words')
  const client = useQueryClient()
  const choose = async (language: Language) => {
    await speak(i18n, language)
    client.setQueryData(meQuery.queryKey, await call('updateMe', { body: { locale: language } }))
  }
  return (
    <>
      <Menu.Label>{t('shell.member.language')}</Menu.Label>
      {languages.map((language) => (
        <Choice
          key={language}
          lang={language}
          label={languageNames[language]}
          chosen={i18n.language === language}
          choose={() => void choose(language).catch(() => {})}
        />
      ))}
    </>
  )
}

function SchemeItems() {
  const { t } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{t('shell.member.scheme')}</Menu.Label>
      {schemes.map((scheme) => (
        <Choice
          key={scheme}
          label={t(schemeWords[scheme])}
          chosen={colorScheme === scheme}
          choose={() => setColorScheme(scheme)}
        />
      ))}
    </>
  )
}

function useSignOut(): () => void {
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = useMutation({
    mutationFn: () => call('signOut', {}),
    onSettled: async () => {
      client.clear()
      await navigate({ to: '/sign-in' })
    },
  })
  return () => leave.mutate()
}
