// Commands for components: offer some while shown, or read those there are.
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { type Command, commandsNow, offerCommands, watchCommands } from './commands.ts'

/**
 * Offers commands to palette, shortcuts and `?` while the component is shown.
 *
 * @param commands - may be made anew at each render; leave out what the role may not do.
 */
export function useCommands(commands: readonly Command[]): void {
  const owner = useRef<symbol>(undefined)
  owner.current ??= Symbol('commands')
  useEffect(() => {
    if (owner.current !== undefined) offerCommands(owner.current, commands)
  })
  useEffect(
    () => () => {
      if (owner.current !== undefined) offerCommands(owner.current, [])
    },
    [],
  )
}

/** All commands of the moment. */
export function useCommandList(): readonly Command[] {
  return useSyncExternalStore(watchCommands, commandsNow)
}
