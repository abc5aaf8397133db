// Values of fields and failures of tickets in words. Draws nothing.
import { type ShownTicketFailure, type ShownTicketHealth, type TicketField, ticketStates } from '@lotse/protocol'
import type { Translate } from '../../words/index.ts'

/** A value of a field in words: states by their names, all else as it is. */
export function valueText(t: Translate, field: TicketField, value: string | null): string {
  if (value === null) return field === 'assignee' ? t('tickets.nobody') : t('tickets.unmapped')
  const state = field === 'status' ? ticketStates.find((one) => one === value) : undefined
  return state === undefined ? value : t(`tickets.value.${state}`)
}

/** Why a ticket does not follow, in words. */
export function failureText(t: Translate, { kind, field, wanted, why, allowed }: ShownTicketFailure): string {
  const value = valueText(t, field, wanted)
  const names = allowed.length === 0 ? t('tickets.nothingAllowed') : allowed.join(', ')
  return t(`tickets.failure.${kind}`, { value, why, allowed: names })
}

/** Why a connection does not work, in words. */
export function faultText(t: Translate, { kind, why }: Pick<NonNullable<ShownTicketHealth['fault']>, 'kind' | 'why'>) {
  return why === 'no_such_system' ? t('tickets.noSystem') : t(`tickets.fault.${kind}`, { why })
}
