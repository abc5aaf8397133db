// Commands that hold on every screen: going to places, the palette, the list of shortcuts, light and dark, language, signing out.
import type { Action } from '@lotse/protocol'
import { useMantineColorScheme } from '@mantine/core'
import { type Icon, IconBuilding, IconCommand, IconKeyboard, IconLogout, IconMoon, IconSun } from '@tabler/icons-react'
import { type LinkProps, useRouter } from '@tanstack/react-router'
import { useMay, useMe } from '../app/member.ts'
import { useUndo } from '../parts/undo.ts'
import { settingsPages } from '../settings/pages.ts'
import { useWords } from '../words/use.ts'
import type { Command } from './commands.ts'
import { placesFor } from './places.ts'
import { useSignOut } from './sign-out.ts'
import { setSingleKeys, useSingleKeys } from './single-keys.ts'
import { makings, ownPlaces, subPlaces } from './sub-places.ts'
import { useSwitchWorkspace } from './switch.ts'
import { useCommands } from './use-commands.ts'

/** @param show - opens one of the shell's windows. */
export function useShellCommands(show: (what: 'palette' | 'keys') => void): void {
  useCommands([...useGoing(), ...useWorkspaces(), ...useWindows(show), ...useAccount()])
}

function useGoing(): readonly Command[] {
  const { t } = useWords()
  const router = useRouter()
  const may = useMay()
  const words = t('shell.palette.goWords')
  const going = ({ to, icon }: { readonly to: NonNullable<LinkProps['to']>; readonly icon: Icon }, label: string) =>
    ({ id: `go.${to}`, label, words, group: 'go', icon, run: () => void router.navigate({ to }) }) as const
  const open = <Place extends { readonly action: Action }>(all: readonly Place[]) =>
    all.filter(({ action }) => may(action))
  const main = placesFor(may)
  return [
    ...open(makings).map(
      (place) => ({ ...going(place, t(place.word)), id: `make.${place.to}`, group: 'create' }) as const,
    ),
    ...main.map((place) => ({ ...going(place, t(place.word)), keys: `g ${place.keys}` })),
    ...open(subPlaces.filter(({ to }) => main.every((place) => place.to !== to))).map((place) =>
      going(place, t('shell.palette.part', { place: t(place.of), part: t(place.word) })),
    ),
    ...open(settingsPages).map((page) => going(page, t('shell.palette.setting', { page: t(page.word) }))),
    ...ownPlaces.map((place) => going(place, t(place.word))),
  ]
}

/** The member's other workspaces. */
function useWorkspaces(): readonly Command[] {
  const { t } = useWords()
  const { workspaces, workspace } = useMe()
  const { sayFailure } = useUndo()
  const change = useSwitchWorkspace()
  return workspaces
    .filter(({ id }) => id !== workspace.id)
    .map(({ id, name }) => {
      const run = () => change.mutate(id, { onError: sayFailure })
      const label = t('shell.palette.workspace', { name })
      return { id: `workspace.${id}`, label, words: t('shell.palette.goWords'), group: 'go', icon: IconBuilding, run }
    })
}

function useWindows(show: (what: 'palette' | 'keys') => void): readonly Command[] {
  const { t } = useWords()
  const palette = t('shell.palette.open')
  return [
    {
      id: 'palette',
      label: palette,
      group: 'account',
      icon: IconCommand,
      keys: 'mod+k',
      everywhere: true,
      run: () => show('palette'),
    },
    {
      id: 'keys',
      label: t('shell.keys.title'),
      group: 'account',
      icon: IconKeyboard,
      keys: '?',
      run: () => show('keys'),
    },
  ]
}

function useAccount(): readonly Command[] {
  const { t } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const single = useSingleKeys()
  const signOut = useSignOut()
  const dark = colorScheme === 'dark'
  return [
    {
      id: 'scheme',
      label: dark ? t('shell.palette.light') : t('shell.palette.dark'),
      group: 'account',
      icon: dark ? IconSun : IconMoon,
      run: () => setColorScheme(dark ? 'light' : 'dark'),
    },
    {
      id: 'single-keys',
      label: single ? t('shell.keys.off') : t('shell.keys.on'),
      group: 'account',
      icon: IconKeyboard,
      run: () => setSingleKeys(!single),
    },
    { id: 'sign-out', label: t('shell.member.signOut'), group: 'account', icon: IconLogout, run: signOut },
  ]
}
