// The demo company's journey of receiving: from order to unpacked box. Data alone.
import type { JourneyPlan } from '../plan.ts'
import { answerTo, eventWith } from '../signs.ts'

/** As it is. */
export const receive: JourneyPlan = {
  id: 'receive',
  owner: 'logistics',
  name: 'Das Paket bekommen | Get the parcel',
  about:
    'Die stillste Strecke und die mit den meisten Anrufen, wenn wir schweigen. | The quietest stretch, and the one with most calls when we are silent.',
  goal: 'Wissen, wann es klingelt, und dann zu Hause sein. | Know when the bell will ring, and be at home then.',
  level: 'journey',
  state: 'asIs',
  under: 'life-cycle',
  ofStep: 'life-cycle.receive',
  idleMin: 14_400,
  asks: [answerTo('delivery', 'nps')],
  personas: ['cem', 'gerda'],
  dimensions: {
    channels: ['c-email', 'c-parcel', 'c-phone'],
    segments: ['seg-families', 'seg-club', 'seg-groups', 'seg-abroad'],
    products: ['NL-1202', 'NL-1902'],
    brands: [],
  },
  lanes: [
    'live',
    'emotion:cem',
    'emotion:gerda',
    'touchpoint',
    'need',
    'behind',
    'handover',
    'process',
    'application',
    'data',
    'insight',
    'owner',
  ],
  phases: [
    {
      id: 'wait',
      name: 'Erwarten | Expect',
      about: 'Der Kopf packt schon. | The mind is packing already.',
      steps: [
        {
          id: 'ordered',
          name: 'Liest die Bestätigung | Reads the confirmation',
          about: 'Betreff: „Kommt am Freitag“. Mehr liest er nicht. | Subject: “Comes on Friday”. He reads no further.',
          feeling: 'Passt, vor den Ferien. | Good, before the holidays.',
          motive: 'Den Tag eintragen. | Put the day into the calendar.',
          mood: ['looking-forward'],
          is: ['start'],
          on: ['Order Completed'],
          at: ['t-order-mail', 'n-arrival', 'a-shop', 'o-order'],
          behind:
            'Die Bestellung fällt sofort in die nächste Kommissionierrunde. | The order drops into the next picking round at once.',
          handover: 'Produkt & Web an Logistik: die bezahlte Bestellung | Product & web to logistics: the paid order',
          feels: { cem: 1, gerda: 1 },
        },
        {
          id: 'shipped',
          name: 'Erfährt vom Versand | Learns it is on its way',
          about: 'Vier Kilo, DHL, zwischen zehn und zwölf. | Four kilos, DHL, between ten and twelve.',
          feeling: 'Es rollt. | It is rolling.',
          motive: 'Den Vormittag freihalten. | Keep the morning free.',
          mood: ['looking-forward'],
          on: ['Order Shipped'],
          at: ['t-ship-mail', 'p-fulfil', 'a-warehouse', 'i-three-parts', 's-warehouse'],
          behind: 'Gepackt bis 14 Uhr, abgeholt um 16 Uhr. | Packed by 2 pm, collected at 4 pm.',
          handover: 'Logistik an Paketdienst: Rollwagen und Etikett | Logistics to carrier: trolley and label',
          feels: { cem: [0, 'Drei Nummern für eine Bestellung. | Three numbers for one order.'], gerda: 1 },
        },
        {
          id: 'follow',
          name: 'Verfolgt die Stationen | Follows the stations',
          about:
            'Lädt die Seite zum fünften Mal neu: Neumünster, immer noch. | Reloads the page for the fifth time: Neumünster, still.',
          feeling: 'Wo steckt es? | Where has it got to?',
          motive: 'Nicht umsonst warten. | Not wait in vain.',
          mood: ['impatient'],
          is: ['selfService'],
          at: ['t-tracking', 'a-carrier', 'o-parcel'],
          behind:
            'Stationen kommen stündlich, in München erst abends. | Stations come hourly, from Munich only in the evening.',
          feels: { cem: -1, gerda: [0, 'Sieht gar nicht nach. | Does not look at all.'] },
        },
      ],
    },
    {
      id: 'late',
      name: 'Es dauert länger | It takes longer',
      about: 'Jedes fünfte Paket kommt später als gesagt. | One parcel in five comes later than said.',
      steps: [
        {
          id: 'delayed',
          name: 'Das Paket steht still | The parcel stands still',
          about:
            'Sturm an der Küste, das Sortierzentrum ist voll. Noch weiß der Kunde nichts. | Storm on the coast, the sorting centre is full. The customer knows nothing yet.',
          motive: 'Vor den Ferien packen können. | Be able to pack before the holidays.',
          feeling: 'Noch ist alles gut. | All is well still.',
          mood: ['trusting'],
          actor: 'partner',
          is: ['momentOfTruth'],
          on: ['Delivery Delayed'],
          at: ['p-delay', 'o-stock'],
          behind: 'Wer jetzt zuerst schreibt, gewinnt. | Who writes first now wins.',
          feels: { cem: 0, gerda: 0 },
        },
        {
          id: 'told',
          name: 'Hört es zuerst von uns | Hears it from us first',
          about:
            'Grund, neuer Tag, ein Satz Entschuldigung, ein Knopf zum Umleiten. | Reason, new day, a sentence of apology, a button to redirect.',
          feeling: 'Ärgerlich, aber anständig. | Annoying, but decent.',
          motive: 'Umplanen können. | Be able to replan.',
          mood: ['trusting'],
          on: [{ flow: 'delivery-delayed', step: 'tell', what: 'sent' }],
          at: ['t-delay-mail', 'n-told-first', 'i-tell-first', 'a-mailer'],
          behind:
            'Die Orchestrierung wartet keine Freigabe ab: schreiben geht vor. | Orchestration waits for no approval: writing comes first.',
          feels: {
            cem: [0, 'Montag reicht auch noch. | Monday will still do.'],
            gerda: [1, 'Schreibt zurück und bedankt sich. | Writes back to say thank you.'],
          },
        },
        {
          id: 'asks',
          name: 'Fragt nach dem Verbleib | Asks where it is',
          about:
            '„Ich stehe hier seit acht. Kommt heute noch etwas?“ | “I have been waiting since eight. Is anything still coming today?”',
          feeling: 'Hingehalten. | Put off.',
          motive: 'Eine Auskunft, auf die Verlass ist. | Word one can rely on.',
          mood: ['annoyed'],
          on: [eventWith('Service Contacted', 'topic', 'Lieferung')],
          asks: [answerTo('contact', 'ces'), answerTo('contact', 'sentiment')],
          at: ['t-line', 't-chat', 'p-service', 'a-contact', 's-contact'],
          behind:
            'Das Telefonteam sieht dieselben Stationen wie der Kunde, nicht mehr. | The phone team sees the same stations as the customer, no more.',
          handover:
            'Logistik an Telefonteam: nur die Sendungsnummer | Logistics to phone team: the parcel number alone',
          feels: { cem: -2, gerda: -1 },
        },
      ],
    },
    {
      id: 'there',
      name: 'Da | There',
      about: 'Karton auf den Küchentisch. | Box onto the kitchen table.',
      steps: [
        {
          id: 'collect',
          name: 'Holt es am Schalter ab | Collects it at a counter',
          about: 'Verpasst, Zettel, Paketshop schließt um sechs. | Missed, a slip, the parcel shop closes at six.',
          feeling: 'Hätte ich doch die Filiale gewählt. | If only I had chosen the store.',
          motive: 'Es noch heute haben. | Have it today.',
          mood: ['impatient'],
          at: ['t-pick-up', 't-zurich', 't-vienna', 'n-at-home'],
          behind:
            'In Wien und Zürich liegt Abholware an der Kasse bereit. | In Vienna and Zurich goods to collect lie ready at the till.',
          feels: {
            cem: [
              -1,
              'Eine Viertelstunde Schlange mit zwei Kindern. | A quarter of an hour in a queue with two children.',
            ],
            gerda: 0,
          },
        },
        {
          id: 'arrived',
          name: 'Nimmt es entgegen | Takes it in',
          about:
            'Klingeln, Karton mit Griff, das Kind trägt ihn selbst. | Bell, box with a handle, the child carries it herself.',
          feeling: 'Wie Geburtstag. | Like a birthday.',
          motive: 'Sofort anprobieren. | Try it on at once.',
          goal: 'Alles da, alles heil. | All there, all whole.',
          mood: ['glad'],
          is: ['momentOfTruth', 'end'],
          on: ['Order Delivered'],
          asks: [answerTo('delivery', 'csat')],
          at: ['t-parcel', 'n-intact', 'i-handle', 'a-carrier'],
          behind: 'Griff statt Klebeband: kostet neun Cent mehr. | A handle in place of tape: costs nine cents more.',
          feels: { cem: [2, 'Vier Jacken, vier richtige Größen. | Four jackets, four right sizes.'], gerda: 2 },
        },
      ],
    },
  ],
  ways: [
    ['ordered', 'shipped', 1, { withinH: 24 }],
    ['shipped', 'follow', 0.4],
    ['follow', 'follow', 0.4, { label: 'Noch einmal laden | Reload once more' }],
    ['follow', 'arrived', 0.6],
    ['shipped', 'arrived', 0.35, { withinH: 72 }],
    ['shipped', 'collect', 0.05],
    ['shipped', 'delayed', 0.2],
    ['delayed', 'told', 0.9, { withinH: 1 }],
    ['delayed', 'arrived', 0.07],
    ['delayed', 'asks', 0.03],
    ['told', 'arrived', 0.6, { withinH: 144 }],
    ['told', 'asks', 0.3],
    ['asks', 'arrived', 0.95],
    ['collect', 'arrived', 1],
  ],
}
