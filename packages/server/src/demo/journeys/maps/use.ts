// The demo company's journey of using: from the unpacked thing to what its owner says of it. Data alone.
import type { JourneyPlan } from '../plan.ts'

/** As it is. */
export const use: JourneyPlan = {
  id: 'use',
  owner: 'marketing',
  name: 'Draußen benutzen | Use it outdoors',
  about:
    'Hier zeigt sich, ob alles Bisherige stimmte. Wir sind nicht dabei, außer wir fragen zur rechten Zeit. | Here it shows whether all before was true. We are not there, unless we ask at the right time.',
  goal: 'Trocken bleiben und nicht an die Ausrüstung denken. | Stay dry and not think of the equipment.',
  level: 'journey',
  state: 'asIs',
  under: 'life-cycle',
  ofStep: 'life-cycle.use',
  idleMin: 43_200,
  personas: ['jule', 'gerda'],
  dimensions: {
    channels: ['c-parcel', 'c-email', 'c-store'],
    segments: ['seg-mobile', 'seg-club', 'seg-abroad'],
    products: ['NL-1001', 'NL-1101', 'NL-1201', 'NL-1801'],
    brands: ['brand-nordlicht'],
  },
  lanes: [
    'live',
    'emotion:jule',
    'emotion:gerda',
    'touchpoint',
    'need',
    'behind',
    'process',
    'application',
    'insight',
    'owner',
  ],
  phases: [
    {
      id: 'start',
      name: 'Einweihen | First outing',
      about: 'Vom Karton in den Regen. | From the box into the rain.',
      steps: [
        {
          id: 'unpack',
          name: 'Packt aus und riecht daran | Unpacks and smells it',
          about:
            'Neue Nähte, alte Gewohnheit: erst anziehen, dann lesen. | New seams, old habit: put it on first, read later.',
          feeling: 'Ist leichter, als ich dachte. | Lighter than I thought.',
          motive: 'Wissen, ob die Wahl gut war. | Know whether the choice was good.',
          mood: ['glad'],
          is: ['start'],
          on: ['Order Delivered'],
          at: ['t-parcel', 't-slip', 'n-care'],
          behind:
            'Die Pflegekarte liegt obenauf, nicht im Altpapier. | The care card lies on top, not among the waste paper.',
          feels: {
            jule: 2,
            gerda: [
              1,
              'Legt die Karte zu den anderen in die Schublade. | Puts the card with the others in the drawer.',
            ],
          },
        },
        {
          id: 'tour',
          name: 'Geht die erste Tour | Goes on the first tour',
          about:
            'Zwölf Kilometer Gegenwind, Wasser von der Seite. | Twelve kilometres of headwind, water from the side.',
          feeling: 'Hält dicht, hält warm. | Keeps tight, keeps warm.',
          motive: 'Dafür hat man es gekauft. | That is what it was bought for.',
          mood: ['proud'],
          is: ['momentOfTruth'],
          at: ['i-pack-list'],
          behind:
            'Kein Signal von hier: Jacken senden nicht, und das bleibt so. | No signal from here: jackets do not send, and so it stays.',
          feels: { jule: [2, 'Oben angekommen, innen trocken. | On top, dry inside.'], gerda: 2 },
        },
      ],
    },
    {
      id: 'keep',
      name: 'Pflegen | Look after',
      about: 'Wer pflegt, kauft seltener und bleibt länger. | Who looks after things buys less often and stays longer.',
      steps: [
        {
          id: 'care',
          name: 'Wäscht und imprägniert | Washes and waterproofs',
          about:
            'Dreißig Grad, kein Weichspüler, oder war es andersherum? | Thirty degrees, no softener, or was it the other way round?',
          feeling: 'Bloß nichts kaputt machen. | Just do not ruin it.',
          motive: 'Dass es lange hält. | Make it last.',
          mood: ['unsure'],
          at: ['t-help', 't-evening', 'a-pim'],
          behind:
            'Am Clubabend zeigt die Näherin, wie es geht. | On the club evening the seamstress shows how it is done.',
          feels: { jule: [-1, 'Findet das Etikett nicht mehr. | Cannot find the label any more.'], gerda: 1 },
        },
      ],
    },
    {
      id: 'tell',
      name: 'Davon erzählen | Tell of it',
      about: 'Gutes und Schlechtes spricht sich herum. | Good and bad get about.',
      steps: [
        {
          id: 'asked',
          name: 'Wird nach der Meinung gefragt | Is asked for an opinion',
          about:
            '„Wie war der erste Regen?“ Ein Tipp auf einen Stern genügt. | “How was the first rain?” One tap on a star will do.',
          feeling: 'Gefragt zu werden ist nett. | Being asked is nice.',
          motive: 'Anderen helfen. | Help others.',
          mood: ['glad'],
          on: [{ flow: 'review-request', step: 'ask', what: 'sent' }],
          at: ['t-review-mail', 'n-heard', 'p-reviewing', 'a-mailer'],
          behind: 'Wer ein verspätetes Paket hatte, wird verschont. | Who had a late parcel is spared.',
          feels: { jule: 0, gerda: [1, 'Antwortet ausführlich, mit Foto. | Replies at length, with a photo.'] },
        },
        {
          id: 'review',
          name: 'Schreibt eine Bewertung | Writes a review',
          about: 'Vier Sterne, „Kapuze zu groß für meinen Kopf“. | Four stars, “hood too large for my head”.',
          feeling: 'Gesagt ist gesagt. | Said is said.',
          motive: 'Ehrlich sein, Lob wie Tadel. | Be honest, praise and blame alike.',
          mood: ['proud'],
          is: ['end'],
          on: ['Review Submitted'],
          asks: [{ kind: 'csat', event: 'Review Submitted', property: 'stars' }],
          at: ['i-handle', 'a-crm'],
          behind:
            'Zweimal täglich liest jemand mit; auf Kritik antwortet das Produktmanagement. | Somebody reads twice a day; product management answers criticism.',
          feels: { jule: 1, gerda: 1 },
        },
        {
          id: 'answered',
          name: 'Bekommt eine Antwort | Gets an answer',
          about:
            '„Die Kapuze wird ab Herbst verstellbar. Danke, Gerda.“ | “The hood will be adjustable from autumn. Thanks, Gerda.”',
          feeling: 'Die lesen das wirklich. | They really read this.',
          motive: 'Sehen, ob es etwas bewirkt. | See whether it does anything.',
          mood: ['trusting', 'proud'],
          is: ['end'],
          at: ['t-ratings', 'a-pim'],
          behind: 'Sechs Kapuzen sind so schon geändert worden. | Six hoods have been changed this way.',
          feels: {
            jule: 1,
            gerda: [2, 'Zeigt die Antwort im Kollegium herum. | Shows the answer around the staff room.'],
          },
        },
      ],
    },
  ],
  ways: [
    ['unpack', 'tour', 0.8],
    ['unpack', 'asked', 0.15],
    ['unpack', 'review', 0.05],
    ['tour', 'care', 0.3],
    ['care', 'tour', 0.7, { label: 'Nächstes Wochenende | Next weekend' }],
    ['tour', 'asked', 0.7],
    ['care', 'asked', 0.2],
    ['asked', 'review', 0.3, { withinH: 168 }],
    ['review', 'answered', 0.4, { label: 'Kritik | Criticism' }],
  ],
}
