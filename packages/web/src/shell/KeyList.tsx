// All shortcuts of this moment and how to switch single letters off. Reads the registry; keeps no list of its own but that of lists.
import { Dialog } from '../parts/Dialog.tsx'
import { Keys } from '../parts/Keys.tsx'
import { Switch } from '../parts/Switch.tsx'
import { useWords } from '../words/use.ts'
import { commandGroups } from './commands.ts'
import css from './palette.module.css'
import { setSingleKeys, useSingleKeys } from './single-keys.ts'
import { useCommandList } from './use-commands.ts'

/** The window. */
export function KeyList({ close }: { close: () => void }) {
  const { t } = useWords()
  const single = useSingleKeys()
  return (
    <Dialog open close={close} title={t('shell.keys.title')} wide>
      <div className="stack">
        <Switch
          label={t('shell.keys.single')}
          hint={t('shell.keys.singleHint')}
          checked={single}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        <div className={css.columns}>
          <Registered />
          <InLists />
        </div>
      </div>
    </Dialog>
  )
}

function Registered() {
  const { t } = useWords()
  const commands = useCommandList()
  return commandGroups.map((group) => {
    const shown = commands.filter((command) => command.group === group && command.keys !== undefined)
    if (shown.length === 0) return null
    return (
      <section key={group}>
        <h3 className={css.group}>{t(`shell.palette.group.${group}`)}</h3>
        <dl>
          {shown.map(({ id, label, keys = '' }) => (
            <KeyRow key={id} label={label} keys={keys} />
          ))}
        </dl>
      </section>
    )
  })
}

/** Keys that lists handle themselves while they have focus. */
const listKeys = [
  ['move', 'ArrowDown ArrowUp'],
  ['extend', 'Shift ArrowDown'],
  ['select', 'x'],
  ['all', 'mod+a'],
  ['open', 'Enter'],
  ['ends', 'Home End'],
] as const

function InLists() {
  const { t } = useWords()
  return (
    <section>
      <h3 className={css.group}>{t('shell.keys.inLists')}</h3>
      <dl>
        {listKeys.map(([name, keys]) => (
          <KeyRow key={name} label={t(`shell.keys.list.${name}`)} keys={keys} />
        ))}
      </dl>
    </section>
  )
}

function KeyRow({ label, keys }: { label: string; keys: string }) {
  return (
    <div className={css.keyRow} data-keys={keys}>
      <dt>{label}</dt>
      <dd>
        <Keys keys={keys} spoken />
      </dd>
    </div>
  )
}
