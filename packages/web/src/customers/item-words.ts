// One entry of a timeline in a few words. Pure.
import type { TimelineItem } from '@lotse/protocol'
import { messageTones } from '../messages/tones.ts'
import type { MarkTone } from '../parts/tone.ts'
import type { Translate } from '../words/index.ts'
import { channelWords, endWords, heldWords } from './why-sentences.ts'

type Detail = TimelineItem['detail']
/** What an event knows besides. */
export type EventDetail = Extract<Detail, { eventKind: string }>
/** What a message knows besides. */
export type MessageDetail = Extract<Detail, { messageKey: string }>
/** What a run's entry knows besides. */
export type RunDetail = Extract<Detail, { runId: string }>

/** What a note knows besides. */
export type NoteDetail = Extract<Detail, { noteId: string }>

/** Whether an entry is a note. */
export const isNote = (detail: Detail): detail is NoteDetail => 'noteId' in detail
const isEvent = (detail: Detail): detail is EventDetail => 'eventKind' in detail
const isMessage = (detail: Detail): detail is MessageDetail => 'messageKey' in detail

/** What a row says. `note`: quiet words after the title. */
export type ItemWords = { readonly title: string; readonly note: string; readonly tone: MarkTone }

const VALUE_CHARS_MAX = 40
const VALUES_MAX = 4

/** Properties as one short line: "product: Lamp · price: 49". Nested ones are left to the raw data. */
export function propertyLine(properties: EventDetail['properties']): string {
  return Object.entries(properties)
    .filter(([, value]) => typeof value !== 'object')
    .slice(0, VALUES_MAX)
    .map(([name, value]) => `${name}: ${String(value).slice(0, VALUE_CHARS_MAX)}`)
    .join(' · ')
}

const plainKinds = { identify: true, group: true, alias: true, consent: true } as const

/** What Lotse itself says of a message stands in the message's own entry. */
const OWN = /^Message /

function eventWords(
  t: Translate,
  { name, source, detail }: { name: string; source: TimelineItem['source']; detail: EventDetail },
): ItemWords {
  const { eventKind, properties, traits } = detail
  const own = source === null && OWN.test(name)
  const line = own ? '' : propertyLine(Object.keys(properties).length > 0 ? properties : traits)
  const title = eventKind in plainKinds ? t(`customer.item.${eventKind as keyof typeof plainKinds}`) : name
  return { title, note: line, tone: 'plain' }
}

const messageStateOf = (state: string): keyof typeof messageTones | undefined =>
  Object.hasOwn(messageTones, state) ? (state as keyof typeof messageTones) : undefined

function messageWords(t: Translate, channel: string, { state, reason, flowName }: MessageDetail): ItemWords {
  const known = messageStateOf(state)
  const title = t('customer.item.message', {
    channel: channelWords(t, channel),
    state: known === undefined ? state : t(`messages.state.${known}`),
  })
  const why = reason === null ? '' : state === 'suppressed' ? heldWords(t, reason) : reason
  const flow = flowName === null ? '' : t('customer.item.messageFor', { flow: flowName })
  return {
    title,
    note: [flow, why].filter((part) => part !== '').join(' · '),
    tone: known ? messageTones[known] : 'plain',
  }
}

function runWords(t: Translate, { phase, flowName, reason, step, stepName }: RunDetail): ItemWords {
  if (phase === 'started') return { title: t('customer.item.runStarted', { flow: flowName }), note: '', tone: 'brand' }
  if (phase === 'step') {
    const place = { flow: flowName, step: stepName ?? step }
    return { title: t('customer.item.runStep', place), note: '', tone: 'plain' }
  }
  const words = { flow: flowName, reason: endWords(t, reason ?? 'completed') }
  return { title: t('customer.item.runEnded', words), note: '', tone: reason === 'goal' ? 'proof' : 'brand' }
}

function noteWords(t: Translate, { text, by }: NoteDetail): ItemWords {
  const note = by === null ? t('customer.note.byProgram') : t('customer.note.by', { name: by })
  return { title: text, note, tone: 'attention' }
}

/** The words of an entry. */
export function itemWords(t: Translate, { name, channel, source, detail }: TimelineItem): ItemWords {
  if (isEvent(detail)) return eventWords(t, { name, source, detail })
  if (isNote(detail)) return noteWords(t, detail)
  return isMessage(detail) ? messageWords(t, channel, detail) : runWords(t, detail)
}

/** Whether an entry is imported history. */
export const isHistory = ({ detail }: TimelineItem): boolean => isEvent(detail) && detail.history
