// What happens in the demo company's house: processes with their transactions, who does them, on which data, by which applications. Data alone.
import { type ItemPlan, idsIn } from '../plan.ts'
import type { Words } from '../words.ts'

/** `data`: objects it works on. `after`: by place in the list; unless said, the one before. */
type TransactionRow = readonly [id: string, name: Words, role: Words, data: string, after?: readonly number[]]
type ProcessRow = {
  readonly id: string
  readonly owner: string
  readonly name: Words
  readonly about: Words
  readonly roles: Words
  /** Applications it runs on. */
  readonly on: string
  /** Processes that lean on it. */
  readonly supports?: string
  readonly selfService?: true
  readonly steps: readonly TransactionRow[]
}

const rows: readonly ProcessRow[] = [
  {
    id: 'campaign',
    owner: 'marketing',
    name: 'Kampagne planen | Plan a campaign',
    about:
      'Sechs Wochen vor der Saison beginnt die Abstimmung mit Einkauf und Lager. | Six weeks before the season, talks with buying and warehouse begin.',
    roles: 'Kampagnenleitung, Texterin, Bestandsplanung | Campaign lead, copywriter, stock planning',
    on: 'mailer analytics',
    steps: [
      [
        'theme',
        'Anlass und Zielgruppe wählen | Choose occasion and audience',
        'Kampagnenleitung | Campaign lead',
        'visit profile',
      ],
      [
        'check',
        'Bestand für die Aktion prüfen | Check stock for the offer',
        'Bestandsplanung | Stock planner',
        'stock',
      ],
      ['send', 'Freigeben und versenden | Approve and send', 'Texterin | Copywriter', 'consent'],
    ],
  },
  {
    id: 'content',
    owner: 'web',
    name: 'Produktdaten pflegen | Keep product data',
    about:
      'Vom Lieferschein zum fertigen Produkttext vergehen im Mittel vier Tage. | From delivery note to finished product text takes four days on average.',
    roles: 'Einkauf, Redaktion, Fotostudio | Buying, editors, photo studio',
    on: 'pim',
    supports: 'campaign reviewing',
    steps: [
      ['measure', 'Muster messen und wiegen | Measure and weigh a sample', 'Fotostudio | Photo studio', 'product size'],
      ['write', 'Text in zwei Sprachen schreiben | Write words in two languages', 'Redaktion | Editor', 'product'],
      ['publish', 'In Shop und Kasse stellen | Put into shop and tills', 'Einkauf | Buyer', 'product stock'],
    ],
  },
  {
    id: 'checkout',
    owner: 'web',
    name: 'Bestellung annehmen | Take an order',
    about:
      'Läuft ohne Menschen, solange Bestand, Adresse und Zahlung stimmen. | Runs without people as long as stock, address and payment are right.',
    roles: 'Shop-System, Bezahldienst | Shop system, payment provider',
    on: 'shop app pay',
    selfService: true,
    steps: [
      [
        'reserve',
        'Ware eine halbe Stunde zurücklegen | Hold goods for half an hour',
        'Bestellsystem | Order software',
        'basket stock',
      ],
      ['authorise', 'Betrag freigeben lassen | Have the amount authorised', 'Zahlungshaus | Payment house', 'payment'],
      [
        'confirm',
        'Bestellung schreiben und bestätigen | Write and confirm the order',
        'Shop-System, nachts die IT | Shop software, IT at night',
        'order',
        [0, 1],
      ],
    ],
  },
  {
    id: 'fulfil',
    owner: 'logistics',
    name: 'Kommissionieren und packen | Pick and pack',
    about:
      'Bis 14 Uhr bestellt heißt heute gepackt, außer in der Woche vor Pfingsten. | Ordered by 2 pm means packed today, save in the week before Whitsun.',
    roles: 'Kommissionierer, Packtisch, Schichtleitung | Pickers, packing table, shift lead',
    on: 'warehouse carrier',
    steps: [
      ['pick', 'Artikel aus dem Regal holen | Fetch items from the shelf', 'Kommissionierer | Picker', 'order stock'],
      ['pack', 'Packen und wiegen | Pack and weigh', 'Packtisch | Packing table', 'order parcel'],
      [
        'label',
        'Etikett kleben und übergeben | Stick the label and hand over',
        'Schichtleitung | Shift lead',
        'parcel',
      ],
    ],
  },
  {
    id: 'delay',
    owner: 'logistics',
    name: 'Verspätung bearbeiten | Handle a delay',
    about: 'Wer zuerst Bescheid gibt, hat keinen Anruf. | Tell first, and nobody calls.',
    roles: 'Sendungsverfolgung, Kundenservice | Parcel tracing, customer service',
    on: 'carrier mailer contact',
    supports: 'fulfil',
    steps: [
      [
        'notice',
        'Stillstand erkennen | Notice that a parcel stands still',
        'Anbindung der Dienste | Carrier broker',
        'parcel',
      ],
      [
        'tell',
        'Kunden mit neuem Tag benachrichtigen | Tell customers the new day',
        'Orchestrierung | Orchestration',
        'parcel consent',
      ],
      [
        'search',
        'Nach sechs Tagen suchen lassen | Have it searched for after six days',
        'Sendungsverfolgung | Parcel tracer',
        'parcel case',
      ],
    ],
  },
  {
    id: 'service',
    owner: 'service',
    name: 'Anliegen lösen | Solve a request',
    about:
      'Ziel: beim ersten Kontakt. Klappt es nicht, wandert der Fall mit allen Notizen weiter. | Aim: at first contact. Otherwise the case moves on with all its notes.',
    roles: 'Erste Linie, Fachleute, Teamleitung | First line, specialists, team lead',
    on: 'contact crm',
    steps: [
      [
        'identify',
        'Kunden und Bestellung finden | Find customer and order',
        'Erste Linie | First line',
        'profile order',
      ],
      ['solve', 'Lösen oder an Fachleute geben | Solve or pass to specialists', 'Fachleute | Specialist', 'case order'],
      [
        'note',
        'Ausgang festhalten | Write down how it ended',
        'Erste Linie, beim Auflegen | First line, on hanging up',
        'case',
      ],
    ],
  },
  {
    id: 'callback',
    owner: 'phone',
    name: 'Zurückrufen | Call back',
    about:
      'Bei gescheiterter Zahlung ab 200 Euro ruft jemand an, der die Bestellung sieht. | After a failed payment from 200 euros somebody calls who sees the order.',
    roles: 'Telefonteam | Phone team',
    on: 'mailer contact',
    supports: 'checkout',
    steps: [
      ['queue', 'Rückruf einplanen | Schedule the call', 'Lotse, von selbst | Lotse, by itself', 'payment profile'],
      [
        'call',
        'Anrufen und gemeinsam abschließen | Call and finish together',
        'Wer gerade frei ist | Whoever is free',
        'order payment',
      ],
      ['close', 'Ergebnis vermerken | Note the result', 'Wer angerufen hat | Whoever made the call', 'case'],
    ],
  },
  {
    id: 'returns',
    owner: 'logistics',
    name: 'Rücksendung prüfen | Check a return',
    about: 'Zwei Tische in Neumünster; montags stapelt es sich. | Two tables in Neumünster; things pile up on Mondays.',
    roles: 'Wareneingang, Sichtprüfung | Goods inwards, visual check',
    on: 'returns warehouse',
    steps: [
      [
        'receive',
        'Paket annehmen und zuordnen | Take in the parcel and match it',
        'Wareneingang | Goods inwards',
        'return parcel',
      ],
      ['inspect', 'Zustand ansehen | Look at its state', 'Sichtprüfung | Inspector', 'return product'],
      [
        'restock',
        'Zurück ins Regal oder ins Zweite Leben | Back on the shelf or to Second Life',
        'Wareneingang, zweite Schicht | Goods inwards, second shift',
        'stock',
      ],
    ],
  },
  {
    id: 'refund',
    owner: 'data',
    name: 'Geld erstatten | Pay money back',
    about:
      'Ein nächtlicher Lauf; wer ihn verpasst, wartet einen Tag länger. | A nightly run; who misses it waits a day longer.',
    roles: 'Zahlungslauf, Buchhaltung | Payment run, accounts',
    on: 'pay returns',
    supports: 'returns complaints',
    steps: [
      [
        'match',
        'Rückgabe und Zahlung zusammenbringen | Match return and payment',
        'Buchhaltung | Accounts',
        'return payment',
      ],
      ['repay', 'Auf demselben Weg zurückzahlen | Pay back the same way', 'Zahlungslauf | Payment run', 'payment'],
      ['inform', 'Erstattung melden | Announce the refund', 'Zahlungslauf, per Mail | Payment run, by mail', 'order'],
    ],
  },
  {
    id: 'mend',
    owner: 'service',
    name: 'Reparieren | Mend',
    about:
      'Nähte und Reißverschlüsse in Kiel, Sohlen bei einem Schuster in Flensburg. | Seams and zips in Kiel, soles at a cobbler’s in Flensburg.',
    roles: 'Annahme, Näherin, Schuster | Reception, seamstress, cobbler',
    on: 'workshop',
    supports: 'complaints',
    steps: [
      ['assess', 'Schaden beurteilen | Judge the damage', 'Annahme | Reception desk', 'repair'],
      [
        'estimate',
        'Kosten voranschlagen | Estimate the cost',
        'Annahme, mit der Näherin | Reception with the seamstress',
        'repair product',
      ],
      ['mend', 'Instand setzen | Put right', 'Näherin oder Schuster | Seamstress or cobbler', 'repair', [1]],
    ],
  },
  {
    id: 'reviewing',
    owner: 'marketing',
    name: 'Bewertungen freigeben | Release reviews',
    about:
      'Alles erscheint, auch ein Stern. Gelöscht wird nur, was beleidigt. | All is shown, one star too. Only insults are removed.',
    roles: 'Redaktion, Produktmanagement | Editors, product management',
    on: 'crm shop',
    steps: [
      [
        'ask',
        'Zur rechten Zeit fragen | Ask at the right time',
        'Orchestrierung, nie bei Ärger | Orchestration, never amid trouble',
        'order review',
      ],
      ['read', 'Lesen und zuordnen | Read and assign', 'Redaktion, zweimal täglich | Editors, twice a day', 'review'],
      ['answer', 'Auf Kritik antworten | Answer criticism', 'Produktmanagement | Product manager', 'review product'],
    ],
  },
  {
    id: 'renewing',
    owner: 'sales',
    name: 'Mitgliedschaft verlängern | Extend a membership',
    about:
      'Beginnt dreißig Tage vor dem Ende und fragt, statt still zu buchen. | Begins thirty days before the end, and asks instead of charging quietly.',
    roles: 'Clubteam, Außendienst | Club team, field sales',
    on: 'club mailer crm',
    steps: [
      ['remind', 'Ans Ende erinnern | Remind of the end', 'Clubteam | Club crew', 'membership consent'],
      [
        'decide',
        'Entscheiden, wer anruft | Decide who calls',
        'Orchestrierung nach Umsatz | Orchestration by turnover',
        'membership order',
      ],
      [
        'charge',
        'Beitrag buchen, Karte freischalten | Charge the fee, enable the card',
        'Clubteam, nach dem Ja | Club crew, after a yes',
        'payment membership',
      ],
    ],
  },
  {
    id: 'tendering',
    owner: 'b2b',
    name: 'Angebot abgeben | Bid for a contract',
    about:
      'Ein Drittel der Ausschreibungen verpassen wir, weil sie zu spät gesehen werden. | We miss a third of tenders because they are seen too late.',
    roles: 'Ansprechpartner, Kalkulation, Geschäftsführung | Contact person, costing, management',
    on: 'quoting crm',
    steps: [
      ['qualify', 'Anfrage prüfen | Look through the request', 'Ansprechpartnerin | Contact person', 'offer profile'],
      ['price', 'Staffelpreise rechnen | Work out graded prices', 'Kalkulation | Costing', 'offer stock'],
      [
        'approve',
        'Ab 10.000 Euro freigeben | Approve from 10,000 euros',
        'Geschäftsführung | Managing directors',
        'offer',
      ],
    ],
  },
  {
    id: 'complaints',
    owner: 'service',
    name: 'Beschwerde bearbeiten | Handle a complaint',
    about:
      'Eine Person bleibt zuständig, bis der Kunde selbst sagt, dass es gut ist. | One person stays in charge until the customer says it is well.',
    roles: 'Beschwerdestelle, betroffener Fachbereich | Complaints desk, department concerned',
    on: 'contact crm',
    steps: [
      ['own', 'Zuständige Person benennen | Name who is in charge', 'Teamleitung | Team lead', 'case'],
      [
        'cause',
        'Ursache beim Fachbereich klären | Clear up the cause with the department',
        'Betroffener Fachbereich | Department concerned',
        'case order',
      ],
      [
        'make-good',
        'Wiedergutmachung anbieten | Offer to make good',
        'Beschwerdestelle | Complaints desk',
        'case payment',
      ],
    ],
  },
  {
    id: 'winning',
    owner: 'marketing',
    name: 'Zurückgewinnen | Win back',
    about:
      'Nach sechzig stillen Tagen einmal schreiben, dann Ruhe. | Write once after sixty quiet days, then leave it.',
    roles: 'CRM-Marketing | CRM marketing',
    on: 'mailer crm',
    steps: [
      [
        'spot',
        'Stille erkennen | Notice silence',
        'Orchestrierung, sechzig Tage | Orchestration, sixty days',
        'visit order',
      ],
      ['sort', 'Stammkunde oder Einmalkauf? | Regular or one-time buyer?', 'Analystin | Analyst', 'order profile'],
      [
        'invite',
        'Mit echtem Anlass einladen | Invite with a true occasion',
        'Analystin mit der Texterin | Analyst with the copywriter',
        'consent',
      ],
    ],
  },
]

/** The processes, each with its transactions behind it. */
export const processes: readonly ItemPlan[] = rows.flatMap(
  ({ id, owner, name, about, roles, on, supports = '', selfService, steps }) => [
    {
      id: `p-${id}`,
      kind: 'process',
      owner,
      name,
      words: { about, roles },
      fields: { selfService: selfService === true },
      ties: { uses: idsIn(on, 'a-'), supports: idsIn(supports, 'p-') },
    } as const,
    ...steps.map(
      ([step, title, role, data, after], at): ItemPlan => ({
        id: `p-${id}.${step}`,
        kind: 'transaction',
        owner,
        name: title,
        words: { role },
        fields: {
          process: `p-${id}`,
          order: `V${at + 1}`,
          after: (after ?? [at - 1]).flatMap((one) => (steps[one] ? [`p-${id}.${steps[one][0]}`] : [])),
          data: idsIn(data, 'o-'),
        },
      }),
    ),
  ],
)
