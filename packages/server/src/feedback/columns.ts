// How a feedback stands in a spreadsheet, the model's verdict beside that of people. Reads nothing.
import type { FeedbackItem } from '@lotse/protocol'
import type { Column } from '../base/download.ts'

/** The columns of an export of feedback. */
export const feedbackColumns: readonly Column<FeedbackItem>[] = [
  { de: 'Gesagt am', en: 'Said', of: ({ occurredAt }) => new Date(occurredAt) },
  { de: 'Art', en: 'Kind', of: ({ sort }) => sort },
  { de: 'Worte', en: 'Words', of: ({ text }) => text },
  { de: 'Stimmung', en: 'Sentiment', of: ({ sentiment }) => sentiment },
  { de: 'Sprache', en: 'Language', of: ({ language }) => language },
  { de: 'Von Menschen berichtigt', en: 'Corrected by people', of: ({ corrected }) => corrected },
  { de: 'Stimmung laut Modell', en: 'Sentiment by the model', of: ({ guess }) => guess?.sentiment ?? null },
  { de: 'Sprache laut Modell', en: 'Language by the model', of: ({ guess }) => guess?.language ?? null },
  { de: 'Wert', en: 'Score', of: ({ guess }) => guess?.score ?? null },
  { de: 'Sicherheit', en: 'Confidence', of: ({ guess }) => guess?.confidence ?? null },
  { de: 'Note', en: 'Rating', of: ({ said }) => said },
  { de: 'Kontaktpunkt', en: 'Touchpoint', of: ({ touchpoint }) => touchpoint },
  { de: 'Produkt', en: 'Product', of: ({ product }) => product },
  { de: 'Kanal', en: 'Channel', of: ({ channel }) => channel },
  { de: 'Quelle', en: 'Source', of: ({ source }) => source?.name ?? 'Lotse' },
  { de: 'Kundennummer', en: 'Customer number', of: ({ customerId }) => customerId },
  { de: 'Insights', en: 'Insights', of: ({ insights }) => insights.map(({ id }) => id).join(' ') },
]
