// What can be done with the selected rows, offered to bar, palette and keys alike; and going through the list from anywhere.

import type { Command } from '../shell/commands.ts'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { nothingSelected } from './selection.ts'
import type { ListAction } from './shape.ts'
import type { Rows } from './use-rows.ts'

/** The actions of the moment and what they would act on. */
export type Acting = {
  readonly count: number
  readonly actions: readonly { readonly action: ListAction<never>; readonly run: () => void }[]
  readonly clear: () => void
}

type Given<Item> = { readonly items: readonly Item[]; readonly idOf: (item: Item) => string; readonly rows: Rows }

/** @param actions - of the screen. */
export function useActions<Item>(actions: readonly ListAction<Item>[], { items, idOf, rows }: Given<Item>): Acting {
  const { t } = useWords()
  const { selection, activeId, select, step } = rows
  const marked = items.filter((item) => selection.ids.has(idOf(item)))
  const focused = items.filter((item) => idOf(item) === activeId)
  const chosen = marked.length > 0 ? marked : focused
  const ready = actions.map((action) => ({ action, run: () => action.run(chosen) }))
  const commands: readonly Command[] = ready.map(({ action: { id, label, keys, icon }, run }) => ({
    id,
    label,
    group: 'selection',
    run,
    ...(keys === undefined ? {} : { keys }),
    ...(icon === undefined ? {} : { icon }),
  }))
  useCommands([
    ...(chosen.length > 0 ? commands : []),
    ...(items.length === 0
      ? []
      : [
          { id: 'list.next', label: t('list.next'), group: 'here', keys: 'j', run: () => step(1) } as const,
          { id: 'list.previous', label: t('list.previous'), group: 'here', keys: 'k', run: () => step(-1) } as const,
        ]),
  ])
  return { count: marked.length, actions: ready, clear: () => select(nothingSelected) }
}
