// Whom the demo company thinks of: personas and segments, its brands, and the channels on which it meets them. Data alone.
import { parseCondition } from '@lotse/core/base'
import type { Json } from '@lotse/protocol'
import type { ItemPlan } from '../plan.ts'
import type { Words } from '../words.ts'

const personas: readonly ItemPlan[] = [
  {
    id: 'jule',
    kind: 'persona',
    owner: 'cx',
    name: 'Jule, kauft unterwegs | Jule, buys on the go',
    words: {
      about:
        '34, Physiotherapeutin in Hamburg. Plant in der S-Bahn, was sie am Wochenende braucht, und bestellt am Handy, oft nach 21 Uhr. | 34, physiotherapist in Hamburg. Plans on the train what she needs at the weekend and orders by phone, often after 9 pm.',
      quote:
        '„Wenn ich beim Bezahlen zweimal tippen muss, lege ich das Handy weg.“ | “If I have to tap twice to pay, I put the phone away.”',
      goals:
        'Freitag gepackt sein. Nicht zwischen zwölf fast gleichen Jacken wählen. | Be packed by Friday. Not choose between twelve jackets that are nearly the same.',
      frustrations:
        'Formulare, die am Handy springen. Versandkosten, die erst am Ende auftauchen. | Forms that jump on a phone. Delivery costs that only show at the end.',
    },
    fields: { segment: 'seg-mobile', share: 0.38 },
  },
  {
    id: 'cem',
    kind: 'persona',
    owner: 'cx',
    name: 'Cem, rüstet die Familie aus | Cem, kits out the family',
    words: {
      about:
        '41, Bauleiter in München, zwei Kinder, die aus allem herauswachsen. Vergleicht am Rechner, rechnet Sets durch, kauft zweimal im Jahr viel auf einmal. | 41, site manager in Munich with two children who outgrow everything. Compares at a desk, works out sets, buys a lot at once twice a year.',
      quote: '„Sagen Sie mir, welche Größe im Oktober noch passt.“ | “Tell me which size will still fit in October.”',
      goals:
        'Vier Leute trocken durch den Urlaub bringen, ohne das Konto zu plündern. | Get four people through the holiday dry without emptying the account.',
      frustrations:
        'Größentabellen, die jede Marke anders meint. Pakete, die in drei Teilen kommen. | Size charts that mean something else for each brand. Orders that come in three parcels.',
    },
    fields: { segment: 'seg-families', share: 0.27 },
  },
  {
    id: 'gerda',
    kind: 'persona',
    owner: 'cx',
    name: 'Gerda, seit Jahren dabei | Gerda, with us for years',
    words: {
      about:
        '61, Lehrerin bei Kiel, Goldmitglied seit elf Jahren. Ruft lieber an, kennt zwei Leute in der Filiale beim Namen und trägt ihre Stiefel, bis die Sohle aufgibt. | 61, teacher near Kiel, gold member for eleven years. Would rather call, knows two people in the store by name, and wears her boots until the sole gives up.',
      quote:
        '„Neue bekommen zwanzig Prozent. Und was bekomme ich?“ | “New people get twenty per cent. And what do I get?”',
      goals:
        'Gutes lange behalten. Mit jemandem reden, der Bescheid weiß. | Keep good things for long. Talk to somebody who knows.',
      frustrations:
        'Rabatte für alle außer ihr. Dasselbe dreimal erzählen müssen. | Discounts for everyone but her. Having to tell the same thing three times.',
    },
    fields: { segment: 'seg-club', share: 0.22 },
  },
  {
    id: 'beat',
    kind: 'persona',
    owner: 'b2b',
    name: 'Beat, kauft für den Verein | Beat, buys for the club',
    words: {
      about:
        '52, Materialwart einer Pfadi bei Zürich, ehrenamtlich. Braucht im März dreißig gleiche Rucksäcke, drei Angebote und eine Rechnung, die der Kassier versteht. | 52, keeper of equipment for a scout group near Zurich, unpaid. Needs thirty equal rucksacks in March, three quotes, and an invoice the treasurer understands.',
      quote: '„Ich habe dafür genau einen Abend in der Woche.“ | “I have exactly one evening a week for this.”',
      goals:
        'Vor dem Sommerlager alles im Schrank haben, mit Belegen. | Have all in the cupboard before summer camp, with receipts.',
      frustrations:
        'Angebote, die eine Woche brauchen. Wechselnde Ansprechpartner. | Quotes that take a week. People in charge who keep changing.',
    },
    fields: { segment: 'seg-groups', share: 0.13 },
  },
]

type Row = readonly [id: string, name: Words, about: Words]

const segments: readonly Row[] = [
  [
    'seg-mobile',
    'Kauft am Handy | Buys by phone',
    'Mehr als die Hälfte der Besuche über die App oder ein Telefon. | More than half of the visits by app or phone.',
  ],
  [
    'seg-families',
    'Familien | Families',
    'Bestellungen mit Kindergrößen in den letzten 24 Monaten. | Orders with children’s sizes in the last 24 months.',
  ],
  [
    'seg-club',
    'Clubmitglieder | Club members',
    'Gold und Silber mit laufender Mitgliedschaft. | Gold and silver with a membership that runs.',
  ],
  [
    'seg-groups',
    'Schulen und Vereine | Schools and clubs',
    'Gehört zu einem Firmenkonto. | Belongs to a company account.',
  ],
  [
    'seg-quiet',
    'Lange nicht gesehen | Not seen for long',
    'Letzte Bestellung vor mehr als 60 Tagen, seither kein Besuch. | Last order more than 60 days ago, no visit since.',
  ],
  ['seg-new', 'Zum ersten Mal hier | Here for the first time', 'Noch ohne Bestellung. | Without an order yet.'],
  [
    'seg-abroad',
    'Österreich und Schweiz | Austria and Switzerland',
    'Wohnt in einem der beiden Länder; Porto und Fristen sind dort andere. | Lives in one of the two countries; postage and time limits differ there.',
  ],
]

/** Who belongs to a segment, where that follows from what the shop tells of its customers; the others are described only. */
const belonging: Readonly<Record<string, string>> = {
  'seg-club': 'trait.club in ["Gold", "Silber"]',
  'seg-groups': 'exists(account.name)',
  'seg-abroad': 'trait.country in ["AT", "CH"]',
}

function segment(row: Row): ItemPlan {
  const item = plain('segment', 'cx')(row)
  const text = belonging[row[0]]
  if (text === undefined) return item
  return { ...item, fields: { condition: JSON.parse(JSON.stringify(parseCondition(text))) as Json } }
}

const channels: readonly (readonly [...Row, wire?: string])[] = [
  ['c-web', 'Web | Website', 'Shop und Hilfeseiten im Browser. | Shop and help pages in a browser.', 'web'],
  [
    'c-app',
    'Nordlicht-App | Nordlicht app',
    'Für Telefone, mit Clubkarte und Mitteilungen. | For phones, with club card and notifications.',
    'app',
  ],
  [
    'c-email',
    'E-Mail | Mail',
    'Newsletter nur mit Einwilligung, alles zur Bestellung immer. | Newsletters with consent only, all about an order always.',
  ],
  [
    'c-push',
    'Mitteilung aufs Telefon | Phone notification',
    'Kurz, selten, nur wer sie in der App erlaubt. | Short, rare, only for those who allow them in the app.',
  ],
  [
    'c-phone',
    'Telefon | Telephone',
    'Eine Nummer, 22 Leute, Montag bis Samstag. | One number, 22 people, Monday to Saturday.',
  ],
  [
    'c-chat',
    'Chat im Shop | Shop chat',
    'Menschen von 8 bis 20 Uhr, danach eine Nachricht für morgen. | People from 8 am to 8 pm, after that a message for tomorrow.',
  ],
  [
    'c-messaging',
    'Messenger | Messaging',
    'Für Fotos von Rissen, Nähten und Rechnungen. | For photos of tears, seams and invoices.',
  ],
  [
    'c-store',
    'Filiale vor Ort | On site in a store',
    'Kiel, Hamburg, Berlin, München, Wien, Zürich. | Kiel, Hamburg, Berlin, Munich, Vienna, Zurich.',
  ],
  [
    'c-parcel',
    'Paket und Post | Parcel and post',
    'Alles, was man in der Hand hält. | All that one holds in one’s hands.',
  ],
  [
    'c-fax',
    'Fax für Behörden | Fax for authorities',
    'Vier bis fünf im Monat, meist Schulämter. | Four or five a month, school boards mostly.',
  ],
  ['c-ads', 'Anzeigen und soziale Netze | Ads and social networks', 'Bezahlt und geteilt. | Paid for and shared.'],
  [
    'c-talk',
    'Persönliches Gespräch | Talking face to face',
    'Beim Kunden, auf Messen, am Vereinsabend. | At the customer’s, at fairs, on a club evening.',
  ],
]

const brands: readonly Row[] = [
  [
    'brand-nordlicht',
    'Nordlicht | Nordlicht own brand',
    'Unsere eigene Marke: robust, reparierbar, ohne Schnörkel. | Our own brand: sturdy, mendable, plain.',
  ],
  [
    'brand-second',
    'Zweites Leben | Second Life',
    'Geprüfte gebrauchte Ausrüstung mit einem Jahr Garantie. | Checked used equipment with a year of warranty.',
  ],
]

const plain =
  (kind: ItemPlan['kind'], owner: string) =>
  ([id, name, about]: Row): ItemPlan => ({ id, kind, owner, name, words: { about } })

/** All of them; what others name comes first. */
export const people: readonly ItemPlan[] = [
  ...segments.map(segment),
  ...channels.map(([id, name, about, wire]): ItemPlan => {
    const item = plain('channel', 'cx')([id, name, about])
    return wire === undefined ? item : { ...item, fields: { wire: { de: wire, en: wire } } }
  }),
  ...brands.map(plain('brand', 'cx')),
  ...personas,
]
