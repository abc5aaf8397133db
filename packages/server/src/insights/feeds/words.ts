// What items of feeds say outside of the console, in mails and in feeds for programs: German and English. Names no customer.
import type { FeedItem } from '@lotse/protocol'

/** Languages in which is told. */
export type FeedLanguage = 'de' | 'en'

type Asked = NonNullable<FeedItem['answers']>['ask']
type Step = NonNullable<NonNullable<FeedItem['work']>['step']>
type What = NonNullable<FeedItem['work']>['what']

const asks: Readonly<Record<FeedLanguage, Readonly<Record<Asked, string>>>> = {
  de: { csat: 'Zufriedenheit', nps: 'Weiterempfehlung', ces: 'Mühelosigkeit', sentiment: 'Klang der Worte' },
  en: { csat: 'satisfaction', nps: 'recommendation', ces: 'ease', sentiment: 'tone of words' },
}
const steps: Readonly<Record<FeedLanguage, Readonly<Record<Step, string>>>> = {
  de: {
    submit: 'liegt im Backlog',
    resume: 'liegt wieder im Backlog',
    start: 'wird bearbeitet',
    solve: 'ist gelöst',
    reopen: 'wird wieder bearbeitet',
    verify: 'ist belegt',
    accept: 'ist freigegeben',
    defer: 'ist zurückgestellt',
    reject: 'ist abgelehnt',
    openTicket: 'hat ein Ticket',
  },
  en: {
    submit: 'is in the backlog',
    resume: 'is back in the backlog',
    start: 'is being worked on',
    solve: 'is solved',
    reopen: 'is being worked on again',
    verify: 'is verified',
    accept: 'is released',
    defer: 'is put off',
    reject: 'is rejected',
    openTicket: 'has a ticket',
  },
}
const works: Readonly<Record<FeedLanguage, Readonly<Record<What, string>>>> = {
  de: {
    status: 'hat einen anderen Stand',
    decision: 'ist entschieden',
    priority: 'hat einen anderen Vorrang',
    addressee: 'hat einen anderen Adressaten',
    department: 'liegt bei einer anderen Einheit',
    escalation: 'wurde jemandem vorgelegt',
    undo: 'wurde um einen Schritt zurückgenommen',
  },
  en: {
    status: 'has another state',
    decision: 'is decided on',
    priority: 'has another priority',
    addressee: 'has another addressee',
    department: 'lies with another unit',
    escalation: 'was laid before somebody',
    undo: 'was taken back by one step',
  },
}

/** What a record is called. */
export const nameOf = ({ record }: FeedItem, language: FeedLanguage): string =>
  record.name[language] || Object.values(record.name).find((one) => one !== '') || record.id

/** An item in one sentence that begins with what it is about. */
export function tellItem(item: FeedItem, language: FeedLanguage): string {
  const name = nameOf(item, language)
  const number = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value)
  const german = language === 'de'
  const { kind, answers, move, work } = item
  if (answers !== null) {
    const [asked, mean] = [asks[language][answers.ask], number(answers.mean)]
    if (kind === 'alert') return `${name}: ${german ? 'schlechte Antwort' : 'bad answer'}, ${asked} ${mean}`
    const count = number(answers.count)
    if (answers.count === 1) return `${name}: ${german ? 'eine Antwort' : 'one answer'}, ${asked} ${mean}`
    return german
      ? `${name}: ${count} Antworten, ${asked} im Mittel ${mean}, ${number(answers.bad)} schlecht`
      : `${name}: ${count} answers, ${asked} ${mean} on average, ${number(answers.bad)} bad`
  }
  if (move !== null) {
    const [asked, mean, before] = [asks[language][move.ask], number(move.mean), number(move.before)]
    const up = move.direction === 'up'
    return german
      ? `${name}: ${asked} ${up ? 'gestiegen' : 'gesunken'} von ${before} auf ${mean}`
      : `${name}: ${asked} ${up ? 'rose' : 'fell'} from ${before} to ${mean}`
  }
  if (work !== null)
    return `Insight ${quoted(name, language)} ${work.step === null ? works[language][work.what] : steps[language][work.step]}`
  return german ? `Neuer Insight: ${name}` : `New insight: ${name}`
}

const quoted = (text: string, language: FeedLanguage): string => (language === 'de' ? `„${text}“` : `“${text}”`)

/** What a mail of items says around them. `more`: how many are not told in it. */
export function mailWords(
  language: FeedLanguage,
  facts: {
    readonly what: 'digest' | 'alerts'
    readonly count: number
    readonly workspace: string
    readonly more: number
  },
) {
  const { what, count, workspace, more } = facts
  if (language === 'de')
    return {
      subject:
        what === 'digest'
          ? `${count} Neuigkeiten bei Ihren Touchpoints – ${workspace}`
          : `${count === 1 ? 'Eine schlechte Antwort' : `${count} schlechte Antworten`} – ${workspace}`,
      hello: 'Guten Tag,',
      intro:
        what === 'digest'
          ? 'das ist seit der letzten Zusammenfassung neu:'
          : 'gerade eben hat jemand schlecht geantwortet:',
      more: more > 0 ? [`Und ${more} weitere.`] : [],
      open: 'Feed öffnen',
      leave: 'Keine solchen Mails mehr',
    }
  return {
    subject:
      what === 'digest'
        ? `${count} new at your touchpoints – ${workspace}`
        : `${count === 1 ? 'One bad answer' : `${count} bad answers`} – ${workspace}`,
    hello: 'Hello,',
    intro: what === 'digest' ? 'this is new since the last digest:' : 'somebody has just answered badly:',
    more: more > 0 ? [`And ${more} more.`] : [],
    open: 'Open the feed',
    leave: 'No more of these mails',
  }
}
