// The words that the demo company agreed on: taxonomies of topics, feelings and places of contact with their terms. Data alone.
import type { ItemPlan } from '../plan.ts'
import type { Words } from '../words.ts'

type TermRow = readonly [id: string, name: Words, about: Words, synonyms?: Words | undefined, replacedBy?: string]

const topics: readonly TermRow[] = [
  [
    'price',
    'Preis | Price',
    'Was etwas kostet, und wann man es erfährt. | What something costs, and when one learns of it.',
  ],
  [
    'fit',
    'Größe und Passform | Size and fit',
    'Ob es sitzt, bevor man es anprobieren kann. | Whether it fits before one can try it on.',
    'Passgenauigkeit, Größenwahl | fitting, sizing',
  ],
  [
    'stock',
    'Verfügbarkeit | Availability',
    'Ob und wo etwas da ist. | Whether something is there, and where.',
    'Lagerbestand | stock level',
  ],
  [
    'payment',
    'Bezahlen | Paying',
    'Alles vom Zahlungsweg bis zur Abbuchung. | All from the way to pay to the debit.',
    'Zahlung, Zahlungsabwicklung | payment, billing',
  ],
  [
    'delivery',
    'Lieferung | Delivery',
    'Der Weg des Pakets und was wir darüber sagen. | The way of the parcel and what we say about it.',
    'Zustellung | dispatch',
  ],
  [
    'shipping',
    'Versand | Shipping',
    'Früherer Begriff der Logistik; heute heißt es Lieferung. | What logistics used to say; delivery today.',
    undefined,
    'delivery',
  ],
  [
    'returning',
    'Rückgabe | Returns',
    'Zurückschicken, zurückbringen, Geld zurück. | Sending back, bringing back, money back.',
    'Retoure | sending back',
  ],
  [
    'repair',
    'Reparatur | Repair',
    'Instand setzen statt ersetzen. | Mending instead of replacing.',
    'Instandsetzung | mending',
  ],
  ['advice', 'Beratung | Advice', 'Jemand hilft bei der Entscheidung. | Somebody helps to decide.'],
  [
    'clarity',
    'Verständlichkeit | Clarity',
    'Ob man beim ersten Lesen weiß, woran man ist. | Whether one reading is enough to know.',
  ],
  [
    'loyalty',
    'Treue | Loyalty',
    'Was Stammkunden und Mitglieder von uns haben. | What regulars and members get from us.',
    'Kundenbindung | retention',
  ],
]

const feelings: readonly TermRow[] = [
  ['curious', 'Neugier | Curiosity', 'Will mehr sehen und hat Zeit dafür. | Wants to see more and has time for it.'],
  [
    'looking-forward',
    'Vorfreude | Anticipation',
    'Ist in Gedanken schon unterwegs. | Is on the way already, in thought.',
  ],
  ['glad', 'Freude | Joy', 'Es ist besser als erwartet. | It is better than expected.', 'Begeisterung | delight'],
  ['relieved', 'Erleichterung | Relief', 'Eine Sorge ist weg. | A worry is gone.'],
  ['proud', 'Stolz | Pride', 'Hat etwas geschafft oder klug gewählt. | Has achieved something or chosen well.'],
  ['trusting', 'Vertrauen | Trust', 'Glaubt, was wir sagen. | Believes what we say.', 'Zuversicht | confidence'],
  [
    'unsure',
    'Unsicherheit | Uncertainty',
    'Weiß nicht, ob es richtig ist. | Does not know whether it is right.',
    'Zweifel | doubt',
  ],
  ['impatient', 'Ungeduld | Impatience', 'Es dauert länger als nötig. | It takes longer than need be.'],
  [
    'annoyed',
    'Ärger | Annoyance',
    'Fühlt sich aufgehalten oder übergangen. | Feels held up or passed over.',
    'Frust, Wut | frustration, anger',
  ],
  [
    'let-down',
    'Enttäuschung | Disappointment',
    'Es wurde mehr versprochen als gehalten. | More was promised than kept.',
  ],
]

const contacts: readonly TermRow[] = [
  [
    'line',
    'Kundentelefon | Customer phone line',
    'Unsere eine Nummer für alles, 8 bis 20 Uhr. | Our one number for everything, 8 am to 8 pm.',
    'Servicenummer, Hotline | service number, hotline',
  ],
  [
    'store',
    'Filiale | Store',
    'Eines der sechs Geschäfte. | One of the six shops.',
    'Niederlassung, Laden | branch, outlet',
  ],
  [
    'shop',
    'Web-Shop | Web shop',
    'Der Shop im Browser, auch am Handy. | The shop in a browser, on phones too.',
    'Onlineshop, Internetshop | online shop, e-shop',
  ],
]

/** Topics bind what we know and must be right; feelings bind steps; names of places of contact are only pointed out. */
export const agreedWords: readonly ItemPlan[] = [
  taxonomy(
    'topic',
    'Themen | Topics',
    'Worum es in Insights geht. Jeder Insight hat genau eines. | What insights are about. Each has exactly one.',
    {
      policy: 'refuse',
      of: ['insight'],
      expected: true,
      single: true,
    },
  ),
  ...termsOf('topic', topics),
  taxonomy(
    'feeling',
    'Gefühle | Feelings',
    'Mit welchen Wörtern wir beschreiben, wie sich ein Schritt anfühlt. | The words by which we say how a step feels.',
    {
      policy: 'refuse',
      of: ['step'],
    },
  ),
  ...termsOf('feeling', feelings),
  taxonomy(
    'contact',
    'Namen der Kontaktwege | Names for ways of contact',
    'Damit alle vom Selben reden, wenn sie einen Touchpoint nennen. | So that all mean the same when they name a touchpoint.',
    {
      policy: 'flag',
      of: ['touchpoint', 'step'],
    },
  ),
  ...termsOf('contact', contacts),
]

function taxonomy(id: string, name: Words, about: Words, fields: NonNullable<ItemPlan['fields']>): ItemPlan {
  return { id, kind: 'taxonomy', owner: 'cx', name, words: { about }, fields }
}

function termsOf(of: string, rows: readonly TermRow[]): ItemPlan[] {
  return rows.map(([id, name, about, synonyms, replacedBy]) => ({
    id: `${of}-${id}`,
    kind: 'term',
    owner: 'cx',
    name,
    words: synonyms === undefined ? { about } : { about, synonyms },
    fields: replacedBy === undefined ? { taxonomy: of } : { taxonomy: of, replacedBy: `${of}-${replacedBy}` },
  }))
}
