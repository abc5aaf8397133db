// A step and its ways in a few words of the reader's language. Pure.
import type { FlowStep } from '@lotse/protocol'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { spanMsOf } from './duration.ts'
import type { WayLabel } from './ways.ts'

const hostOf = (url: string): string => {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}

/** Weekday names for 1 (Monday) to 7 in a language. 2024-01-01 was a Monday. */
function weekdays(language: string, days: readonly number[]): readonly string[] {
  const name = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  return days.map((day) => name.format(Date.UTC(2024, 0, day)))
}

/**
 * What a step does, e.g. "Wait 2 days". Its own name, where it has one, says more and goes first.
 *
 * @param t - the translator.
 * @param f - the formatters.
 * @param step - of a flow document.
 */
export function stepTitle(t: Translate, f: Format, step: FlowStep): string {
  return step.name ?? stepAction(t, f, step)
}

/** What a step does, without its own name. */
export function stepAction(t: Translate, f: Format, step: FlowStep): string {
  switch (step.kind) {
    case 'wait':
      return t('flow.short.wait', { time: f.duration(spanMsOf(step.for)) })
    case 'wait_until': {
      const days = step.weekdays === undefined ? '' : ` (${weekdays(f.language, step.weekdays).join(', ')})`
      return t('flow.short.wait_until', { time: `${step.at}${days}` })
    }
    case 'wait_for':
      return t('flow.short.wait_for', {
        events: f.any(step.events.map(({ event }) => event)),
      })
    case 'send':
      return t('flow.short.send', { template: step.template })
    case 'webhook':
      return t('flow.short.webhook', { host: hostOf(step.url) })
    case 'set_trait':
      return t('flow.short.set_trait', { trait: step.trait })
    case 'exit':
      return step.reason ?? t('flow.kind.exit')
    default:
      return t('flow.kind.branch')
  }
}

/** The words on a way, or nothing where there is only one. */
export function wayWords(t: Translate, label: WayLabel): string {
  switch (label.kind) {
    case 'case':
      return label.name ?? t('flow.case', { number: label.number })
    case 'event':
      return label.name
    case 'otherwise':
      return t('flow.otherwise')
    case 'timeout':
      return t('flow.timeout')
    default:
      return ''
  }
}
