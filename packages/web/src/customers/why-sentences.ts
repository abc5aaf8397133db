// Sentences from the structured answer to "why did this person (not) take this flow?". Pure; decides nothing, leaves out only
// what the next moment says better.
import type { ApiExplanation, FlowStep, Why, WhyMoment } from '@lotse/protocol'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'

/** What sentences are made with. `stepName`: a step's title for people. */
export type Speaker = { readonly t: Translate; readonly f: Format; readonly stepName: (id: string) => string }

/** One sentence about one moment. */
export type Sentence = {
  readonly at: number
  readonly text: string
  readonly tone: 'plain' | 'proof' | 'attention'
  readonly explanations: readonly ApiExplanation[]
}

const reasons = ['not_eligible', 'no_key', 'already_in', 'entered_before', 'flow_held', 'history'] as const
const helds = [
  'no_consent',
  'no_address',
  'suppressed_address',
  'frequency_capped',
  'quiet_hours',
  'template_missing',
] as const
const endings = ['completed', 'goal', 'exit_rule', 'merged', 'discarded', 'step_limit', 'stopped'] as const
const channelNames = ['email', 'webhook', 'web', 'app', 'server', 'import'] as const

const among = <Code extends string>(codes: readonly Code[], code: string): Code | undefined =>
  codes.find((known) => known === code)

/** Why someone did not enter, as part of a sentence. */
export function reasonWords(t: Translate, code: string): string {
  const known = among(reasons, code)
  return known === undefined ? t('why.reason.other', { code }) : t(`why.reason.${known}`)
}

/** Why a message was held back, as part of a sentence. */
export function heldWords(t: Translate, code: string): string {
  const known = among(helds, code)
  return known === undefined ? t('why.held.other', { code }) : t(`why.held.${known}`)
}

/** Why a run ended, as part of a sentence. */
export function endWords(t: Translate, code: string): string {
  const known = among(endings, code)
  return known === undefined ? code : t(`ended.${known}`)
}

/** A channel's name. */
export function channelWords(t: Translate, channel: string): string {
  const known = among(channelNames, channel)
  return known === undefined ? channel : t(`channels.${known}`)
}

/** The answer in one sentence. */
export function verdictSentence(t: Translate, { verdict, reason }: Pick<Why, 'verdict' | 'reason'>): string {
  switch (verdict) {
    case 'in':
      return t('why.verdict.in')
    case 'left':
      return t('why.verdict.left', { reason: endWords(t, reason ?? 'completed') })
    default:
      return reason === null || reason === 'never_triggered'
        ? t('why.verdict.never_asked')
        : t('why.verdict.never_entered', { reason: reasonWords(t, reason) })
  }
}

type Moment<What extends WhyMoment['what']> = Extract<WhyMoment, { what: What }>

const waitKinds: ReadonlySet<string> = new Set<FlowStep['kind']>(['wait', 'wait_until', 'wait_for'])
/** Kinds whose coming is told better by what follows. */
const tellingKinds: ReadonlySet<string> = new Set<FlowStep['kind']>(['branch', 'send', 'webhook', 'set_trait', 'exit'])

const enteredText = ({ t }: Speaker, { key }: Moment<'entered'>): string =>
  key === '' ? t('why.moment.entered') : t('why.moment.enteredKey', { key })

function notEnteredText({ t }: Speaker, { event, detail, reason }: Moment<'not_entered'>): string {
  if (reason === 'no_key' && detail !== undefined) return t('why.moment.noKey', { event, path: detail })
  return t('why.moment.not_entered', { event, reason: reasonWords(t, reason) })
}

/** At the newest moment of all, someone still waits. */
function stepText({ t, stepName }: Speaker, { step, kind }: Moment<'step'>, newest: boolean): string | null {
  if (waitKinds.has(kind)) return t(newest ? 'why.moment.waiting' : 'why.moment.waits', { step: stepName(step) })
  return tellingKinds.has(kind) ? null : t('why.moment.step', { step: stepName(step) })
}

const plainWays = {
  time: 'why.moment.leftTime',
  timeout: 'why.moment.leftTimeout',
  otherwise: 'why.moment.leftOtherwise',
  'value missing': 'why.moment.leftNoValue',
} as const

const isPlainWay = (via: string): via is keyof typeof plainWays => Object.hasOwn(plainWays, via)

/** Ways that only say "on to the next step" are left out. */
function leftText({ t, stepName }: Speaker, { step, via }: Moment<'left'>): string | null {
  const name = stepName(step)
  if (via.startsWith('case ')) return t('why.moment.leftCase', { step: name, case: caseName(t, via.slice(5)) })
  if (via.startsWith('event ')) return t('why.moment.leftEvent', { step: name, event: via.slice(6) })
  return isPlainWay(via) ? t(plainWays[via], { step: name }) : null
}

/** A case without a name is known by its number. */
const caseName = (t: Translate, name: string): string => (/^\d+$/.test(name) ? t('flow.case', { number: name }) : name)

function messageText({ t, stepName }: Speaker, { step, channel, held }: Moment<'message'>): string {
  const place = { step: stepName(step), channel: channelWords(t, channel) }
  if (held === undefined) return t('why.moment.message', place)
  return t('why.moment.messageHeld', { ...place, reason: heldWords(t, held) })
}

function endedText({ t }: Speaker, { reason, detail }: Moment<'ended'>): string {
  const words = endWords(t, reason)
  return detail === undefined
    ? t('why.moment.ended', { reason: words })
    : t('why.moment.endedBy', { reason: words, detail })
}

function textOf(speaker: Speaker, moment: WhyMoment, newest: boolean): string | null {
  switch (moment.what) {
    case 'entered':
      return enteredText(speaker, moment)
    case 'not_entered':
      return notEnteredText(speaker, moment)
    case 'step':
      return stepText(speaker, moment, newest)
    case 'left':
      return leftText(speaker, moment)
    case 'message':
      return messageText(speaker, moment)
    case 'ended':
      return endedText(speaker, moment)
  }
}

function toneOf(moment: WhyMoment): Sentence['tone'] {
  switch (moment.what) {
    case 'entered':
      return 'proof'
    case 'not_entered':
      return 'attention'
    case 'message':
      return moment.held === undefined ? 'proof' : 'attention'
    case 'ended':
      return moment.reason === 'goal' || moment.reason === 'completed' ? 'proof' : 'plain'
    default:
      return 'plain'
  }
}

function explanationsOf(moment: WhyMoment): readonly ApiExplanation[] {
  if (moment.what === 'left') return moment.explanations ?? []
  if (moment.what !== 'not_entered' && moment.what !== 'ended') return []
  return moment.explanation === undefined ? [] : [moment.explanation]
}

/**
 * Sentences for the moments of an answer, in their order.
 *
 * @param speaker - translator, formatters, and names of steps.
 * @param moments - of the answer, oldest first.
 */
export function sentencesOf(speaker: Speaker, moments: readonly WhyMoment[]): readonly Sentence[] {
  return moments.flatMap((moment, index) => {
    const said = textOf(speaker, moment, index === moments.length - 1)
    if (said === null) return []
    return [{ at: Date.parse(moment.at), text: said, tone: toneOf(moment), explanations: explanationsOf(moment) }]
  })
}

type Value = NonNullable<ApiExplanation['values']>[number]

const truthWords = (t: Translate, truth: boolean | null): string =>
  truth === null ? t('why.condition.unknown') : truth ? t('why.condition.true') : t('why.condition.false')

function valueWords(t: Translate, { operand, value }: Value): string {
  if (value === undefined) return t('why.condition.missing', { operand })
  const shown = typeof value === 'string' ? t('flow.quoted', { name: value }) : JSON.stringify(value)
  return t('why.condition.had', { operand, value: shown })
}

/**
 * What a condition came to, e.g. "did not hold: total was 30".
 *
 * @param explanation - one node of the tree.
 */
export function conditionWords({ t, f }: Pick<Speaker, 't' | 'f'>, { truth, values = [] }: ApiExplanation): string {
  const came = truthWords(t, truth)
  return values.length === 0 ? came : `${came}: ${f.all(values.map((value) => valueWords(t, value)))}`
}
