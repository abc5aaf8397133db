// Writing at a place of a map: words in a field that grows, or a choice from the library. Knows keys, not what they bring about.
import { useContext } from 'react'
import { useWords } from '../words/use.ts'
import { EditingContext, useActs } from './acts.ts'
import css from './canvas.module.css'
import { ItemPicker } from './ItemPicker.tsx'
import type { LaneType } from './layout.ts'
import type { Chip } from './scene.ts'
import type { Move } from './spots.ts'

/** Puts the end of the text under the caret, once. */
function takeFocus(field: HTMLTextAreaElement | null): void {
  if (field === null) return
  field.focus({ preventScroll: true })
  field.setSelectionRange(field.value.length, field.value.length)
}

/** Where a key that ends writing leads; undefined: it does not end it. */
function endOf({ key, shiftKey, altKey }: { key: string; shiftKey: boolean; altKey: boolean }): Move | undefined {
  if (key === 'Tab') return shiftKey ? 'left' : 'right'
  if (key === 'Enter' && !shiftKey && !altKey) return 'down'
  return undefined
}

/** The field. @param chips - what the library put there already. */
export function CellEditor({ chips = [] }: { chips?: readonly Chip[] }) {
  const { t } = useWords()
  const acts = useActs()
  const editing = useContext(EditingContext)
  if (editing === null) return null
  const { spot, sort, draft } = editing
  if (sort === 'items') {
    const { rows, rowAt } = acts.layout()
    return <ItemPicker spot={spot} type={(rows[rowAt.get(spot.row) ?? -1]?.type ?? 'text') as LaneType} chips={chips} />
  }
  return (
    <textarea
      ref={takeFocus}
      className={css.field}
      aria-label={t('map.write')}
      defaultValue={draft}
      onInput={({ currentTarget }) => {
        if (!/(^|\s)@$/.test(currentTarget.value) || spot.row === 'steps' || spot.row === 'phases') return
        acts.write(currentTarget.value.replace(/\s?@$/, ''), null)
        acts.beginItems(spot)
      }}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        const go = endOf(event)
        if (go !== undefined) {
          event.preventDefault()
          acts.write(event.currentTarget.value, go)
        } else if (event.key === 'Escape') {
          event.preventDefault()
          acts.leave()
        }
      }}
      onBlur={({ currentTarget }) => acts.write(currentTarget.value, null)}
      onPointerDown={(event) => event.stopPropagation()}
    />
  )
}
