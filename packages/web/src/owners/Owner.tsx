// Whose something is, beside its heading; with a dialog that hands it over where the caller may. Warns who would lose it.
import type { Action } from '@lotse/protocol'
import { IconBuildingCommunity } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useMay, useMe } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Failure } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { OwnerField } from './OwnerField.tsx'
import css from './owner.module.css'
import { losesIt } from './units.ts'
import { useOwnerName, useUnits } from './use-units.ts'

type Given = {
  /** What is owned, by its name. */
  readonly name: string
  readonly ownerId: string | null
  /** The right that goes along with it. */
  readonly edit: Extract<Action, 'flows.edit' | 'templates.edit' | 'atlas.edit' | 'owners.assign'>
  /** What belonging to the unit means here; left out: to change and publish it. */
  readonly hint?: string | undefined
  /** Hands it over. */
  readonly give: (ownerId: string | null) => Promise<unknown>
}

/** The owner's name, as a button where it can be changed. */
export function Owner(given: Given) {
  const { button, dialog } = useOwner(given)
  return (
    <>
      {button}
      {dialog}
    </>
  )
}

/**
 * The same in two pieces, for a button that moves when the window becomes narrow or wide: the dialog stands where nothing moves, so that
 * what is chosen in it stays.
 */
export function useOwner(given: Given): { readonly button: ReactNode; readonly dialog: ReactNode } {
  const { t } = useWords()
  const may = useMay()
  const ownerName = useOwnerName()
  const units = useUnits()
  const [open, setOpen] = useState(false)
  const allowed = may('owners.assign', given) && units.length > 0
  useCommands(
    allowed ? [{ id: 'owner.change', label: t('owners.change'), group: 'here', run: () => setOpen(true) }] : [],
  )
  // A workspace without units has no owners to speak of.
  if (units.length === 0) return { button: null, dialog: null }
  const shown = ownerName(given.ownerId) ?? t('owners.nobody')
  const face = (
    <>
      <IconBuildingCommunity size={15} stroke={1.7} aria-hidden />
      <span className="visually-hidden">{t('owners.label')}: </span>
      <bdi className={css.name}>{shown}</bdi>
    </>
  )
  if (!allowed) return { button: <span className={css.owner}>{face}</span>, dialog: null }
  return {
    button: (
      <button type="button" className={css.owner} title={t('owners.change')} onClick={() => setOpen(true)}>
        {face}
      </button>
    ),
    dialog: open ? <Handing {...given} close={() => setOpen(false)} /> : null,
  }
}

function Handing({ close, ...given }: Given & { close: () => void }) {
  const { t } = useWords()
  const { actions, units: own } = useMe()
  const [to, setTo] = useState(given.ownerId)
  const hand = useHanding(given, close)
  const loses = losesIt(actions[given.edit], own, to)
  return (
    <Dialog
      open
      close={close}
      title={t('owners.ask', { name: given.name })}
      actions={
        <Button
          kind={loses ? 'harm' : 'primary'}
          busy={hand.isPending}
          disabled={to === given.ownerId}
          onClick={() => hand.mutate(to)}
        >
          {t('owners.give')}
        </Button>
      }
    >
      <div className="stack">
        {hand.isError ? <Failure failure={hand.error} /> : null}
        <OwnerField reach="all" owner={to} choose={setTo} hint={given.hint} />
        {loses && to !== given.ownerId ? <Notice kind="attention">{t('owners.loses')}</Notice> : null}
        {to === null && !loses && given.ownerId !== null ? <p className="quiet">{t('owners.nobodyText')}</p> : null}
      </div>
    </Dialog>
  )
}

/** Hands over; the way back is offered to who may still go it. */
function useHanding({ name, ownerId, edit, give }: Given, close: () => void) {
  const { t } = useWords()
  const { actions, units: own } = useMe()
  const ownerName = useOwnerName()
  const { offerUndo, say } = useUndo()
  return useMutation({
    mutationFn: give,
    onMutate: () => ownerId,
    onSuccess: (_, to, before) => {
      close()
      const text = to === null ? t('owners.givenUp', { name }) : t('owners.given', { name, unit: ownerName(to) ?? to })
      if (losesIt(actions[edit], own, to)) say(text)
      else offerUndo(text, () => give(before))
    },
  })
}
