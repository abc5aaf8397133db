// A shortcut as keys, beside the action it does. Nothing while single letters are switched off and it consists of them.
import { isPlain, keyCaps } from '../shell/keys.ts'
import { useSingleKeys } from '../shell/single-keys.ts'
import { useWords } from '../words/use.ts'
import css from './keys.module.css'

/** Whether this keyboard has ⌘. */
const MAC = /Mac|iPhone|iPad/.test(navigator.platform)

/**
 * The keys.
 *
 * @param keys - as in a command: `g c`, `mod+k`.
 * @param spoken - read out, too; beside an action they are not, because the action says its name.
 */
export function Keys({ keys, spoken = false }: { keys: string; spoken?: boolean }) {
  const { t } = useWords()
  const single = useSingleKeys()
  if (isPlain(keys) && !single) return null
  return (
    <span className={css.keys} aria-hidden={!spoken}>
      {keyCaps(keys, MAC, t('parts.controlKey')).map((cap, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same key may be pressed twice, and the order never changes.
        <kbd key={at}>{cap}</kbd>
      ))}
    </span>
  )
}
