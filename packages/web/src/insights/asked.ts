// From the address of the lists of insights to what the server is asked. Pure.
import {
  evidenceLevels,
  type InsightGrouping,
  type InsightState,
  insightGroupings,
  insightStates,
  priorities,
  waitingStates,
} from '@lotse/protocol'
import { dimensions } from '../atlas/states.ts'
import type { Texts } from '../list/use-list-state.ts'

/** What stands in the address of monitor, matrix and board alike, besides `find`. */
export const insightFilterNames = [
  'status',
  'priority',
  'evidence',
  'department',
  'addressee',
  'escalated',
  'waiting',
  'what',
  'journey',
  'phase',
  'step',
  'touchpoint',
  ...dimensions,
] as const

/** States that are chosen together. */
export const stateSets = {
  open: waitingStates,
  underWay: ['accepted', 'ticket', 'inProgress'],
  done: ['solved', 'verified'],
} as const satisfies Readonly<Record<string, readonly InsightState[]>>

const ID = /^[1-9]\d{0,15}$/
const SCORED = /^(score|input)\.[a-z][A-Za-z0-9]{0,29}$/
const ORDERS: ReadonlySet<string> = new Set(['rank', 'name', 'status', 'waiting', 'reach', 'evidence', 'changed'])
const DAYS_MAX = 3650

const isOneOf = <T extends string>(all: readonly T[], text: string | undefined): text is T =>
  all.some((one) => one === text)

/** The states that a value of the filter stands for. */
export function statesAsked(text: string | undefined): readonly InsightState[] | undefined {
  if (isOneOf(insightStates, text)) return [text]
  const sets: Readonly<Record<string, readonly InsightState[]>> = stateSets
  return text !== undefined && Object.hasOwn(sets, text) ? sets[text] : undefined
}

/** What the address narrows to; what makes no sense narrows nothing. Where they arose and what they use is asked beside. */
export function narrowingAsked(texts: Texts) {
  const { find, status, priority, evidence, department, addressee, escalated, waiting } = texts
  const states = statesAsked(status)
  const days = Number(waiting)
  const isUnit = department !== undefined && (['mine', 'none', 'several'].includes(department) || ID.test(department))
  const isMember = addressee !== undefined && (['mine', 'none'].includes(addressee) || ID.test(addressee))
  const isAbove = escalated !== undefined && (escalated === 'mine' || ID.test(escalated))
  return {
    ...(find === undefined ? {} : { find }),
    ...(states === undefined ? {} : { status: states.join(',') }),
    ...(isOneOf([...priorities, 'none'], priority) ? { priority } : {}),
    ...(isOneOf(evidenceLevels, evidence) ? { evidence } : {}),
    ...(isUnit ? { department } : {}),
    ...(isMember ? { addressee } : {}),
    ...(isAbove ? { escalated } : {}),
    ...(waiting !== undefined && Number.isInteger(days) && days >= 0 && days <= DAYS_MAX ? { waitingDays: days } : {}),
  }
}

/** By what the address groups. */
export const groupAsked = (text: string | undefined): InsightGrouping | undefined =>
  insightGroupings.find((one) => one === text)

/** The order of the address, as the server takes it: `-input.impact`. The rank where it says none that is known. */
export function orderAsked(text: string | undefined): { readonly order: string; readonly direction: 'up' | 'down' } {
  const down = text?.startsWith('-') === true
  const by = (down ? text?.slice(1) : text) ?? ''
  if (!ORDERS.has(by) && !SCORED.test(by)) return { order: 'rank', direction: 'up' }
  return { order: by, direction: down ? 'down' : 'up' }
}

/** The axis of the address, or what is usual. */
export const axisAsked = (text: string | undefined, usual: string): string =>
  text !== undefined && SCORED.test(text) ? text : usual

/** The groups of the address that are folded. */
export const foldedAsked = (text: string | undefined): readonly string[] =>
  (text ?? '').split(',').filter((key) => /^[A-Za-z0-9]{1,30}$/.test(key))
