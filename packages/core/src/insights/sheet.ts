// One insight as a sheet to hand on (I31): everything that is known of it, in words and in order. Draws nothing and makes no file.
import type { ShownDecision, ShownEvidence, WorkedInsight } from '@lotse/protocol'
import { nameIn, textsOf } from '../atlas/index.ts'
import { type ListStyle, listTable } from './list-table.ts'
import { evidenceWords, listHeadings, sheetWords, verdictWords } from './list-words.ts'

/** A part of a sheet. `facts`: labels with values; `list`: entries, each with what is to be said beside it. */
export type SheetPart = { readonly heading: string } & (
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly is: 'list'; readonly entries: readonly { readonly text: string; readonly note: string }[] }
)

/** A sheet: what the insight is called, and its parts. One about which nothing is known is left out. */
export type InsightSheet = { readonly title: string; readonly parts: readonly SheetPart[] }

/** What somebody said. `answers`: whether it is an answer to what stands above. */
export type SheetComment = {
  readonly by: string
  readonly at: string
  readonly text: string
  readonly answers: boolean
}

/** What stands on a sheet besides the insight. */
export type SheetBesides = {
  readonly evidence: readonly ShownEvidence[]
  readonly decisions: readonly ShownDecision[]
  readonly comments: readonly SheetComment[]
}

/** The sheet of an insight. */
export function insightSheet(
  insight: WorkedInsight,
  { evidence, decisions, comments }: SheetBesides,
  style: ListStyle,
): InsightSheet {
  const { language } = style
  const about = nameIn(textsOf(insight.fields['about']), language)
  const parts: readonly SheetPart[] = [
    { heading: listHeadings.about[language], is: 'text', text: about },
    { heading: sheetWords.facts[language], is: 'facts', facts: factsOf(insight, style) },
    { heading: sheetWords.evidence[language], is: 'list', entries: evidence.map((one) => evidenceEntry(one, style)) },
    {
      heading: sheetWords.decisions[language],
      is: 'list',
      entries: decisions.map((one) => decisionEntry(one, style)),
    },
    { heading: sheetWords.talk[language], is: 'list', entries: comments.map((one) => commentEntry(one, style)) },
  ]
  return { title: nameIn(textsOf(insight.fields['name']), language), parts: parts.filter(says) }
}

function says(part: SheetPart): boolean {
  if (part.is === 'text') return part.text !== ''
  return part.is === 'facts' ? part.facts.length > 0 : part.entries.length > 0
}

/** The same as in lists, but what is not known and what stands above already. */
function factsOf(insight: WorkedInsight, style: ListStyle): [string, string][] {
  const { headings, rows } = listTable('', [insight], style)
  const above = new Set<string>([listHeadings.name[style.language], listHeadings.about[style.language]])
  const number = new Intl.NumberFormat(style.language, { maximumFractionDigits: 2 })
  return headings.flatMap((heading, at): [string, string][] => {
    const cell = rows[0]?.[at] ?? null
    if (cell === null || above.has(heading)) return []
    return [[heading, typeof cell === 'number' ? number.format(cell) : String(cell)]]
  })
}

const noted = (...notes: readonly (string | null)[]): string =>
  notes.filter((one) => one !== null && one !== '').join(' · ')

function evidenceEntry(
  { kind, title, about, link, number, voices, dated, by }: ShownEvidence,
  { language, dayOf }: ListStyle,
): { text: string; note: string } {
  const value = number === null ? null : `${new Intl.NumberFormat(language).format(number)}`
  const heard = voices === null ? null : `${voices} ${sheetWords.voices[language]}`
  const text = [title, about].filter((one) => one !== '').join(': ')
  return { text, note: noted(evidenceWords[kind][language], value, heard, dayOf(dated), by, link) }
}

function decisionEntry(
  { verdict, reason, by, at, withdrawn }: ShownDecision,
  { language, dayOf }: ListStyle,
): { text: string; note: string } {
  const word = verdictWords[verdict][language]
  const back = withdrawn === null ? null : `${sheetWords.withdrawn[language]} ${dayOf(withdrawn.at)}`
  return { text: reason === '' ? word : `${word}: ${reason}`, note: noted(by, dayOf(at), back) }
}

const commentEntry = ({ by, at, text, answers }: SheetComment, { dayOf }: ListStyle) => ({
  text: answers ? `› ${text}` : text,
  note: noted(by, dayOf(at)),
})
