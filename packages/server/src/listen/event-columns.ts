// How an event stands in a spreadsheet. Reads nothing.
import type { EventDetail } from '@lotse/protocol'
import type { Column } from '../base/download.ts'

/** The columns of an export of events. */
export const eventColumns: readonly Column<EventDetail>[] = [
  { de: 'Geschehen', en: 'Happened', of: ({ occurredAt }) => new Date(occurredAt) },
  { de: 'Eingetroffen', en: 'Arrived', of: ({ receivedAt }) => new Date(receivedAt) },
  { de: 'Ereignis', en: 'Event', of: ({ name }) => name },
  { de: 'Art', en: 'Kind', of: ({ kind }) => kind },
  { de: 'Quelle', en: 'Source', of: ({ source }) => source?.name ?? 'Lotse' },
  { de: 'Kanal', en: 'Channel', of: ({ channel }) => channel },
  { de: 'Kundennummer', en: 'Customer number', of: ({ customerId }) => customerId },
  { de: 'Kunde', en: 'Customer', of: ({ customerName }) => customerName },
  { de: 'Kennung', en: 'Identity', of: ({ who }) => (who ? `${who.kind}: ${who.value}` : null) },
  { de: 'Historie', en: 'History', of: ({ history }) => history },
  { de: 'Nachrichten-Id', en: 'Message id', of: ({ messageId }) => messageId },
  { de: 'Eigenschaften', en: 'Properties', of: ({ properties }) => JSON.stringify(properties) },
  { de: 'Merkmale', en: 'Traits', of: ({ traits }) => JSON.stringify(traits) },
]
