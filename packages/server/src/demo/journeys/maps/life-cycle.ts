// The demo company's life cycle: the twelve journeys as steps of one map, and how they lead to one another. Data alone.
import type { JourneyPlan } from '../plan.ts'

/** Above all journeys. */
export const lifeCycle: JourneyPlan = {
  id: 'life-cycle',
  owner: 'cx',
  name: 'Ein Leben draußen mit Nordlicht | A life outdoors with Nordlicht',
  about:
    'Zwölf Journeys von der ersten Idee bis zur Rückkehr. Jeder Schritt hier ist eine eigene Karte. | Twelve journeys from the first idea to the return. Each step here is a map of its own.',
  goal: 'Draußen sein, mit Dingen, auf die man sich verlässt. | Being outdoors with things one can rely on.',
  level: 'lifecycle',
  state: 'asIs',
  personas: ['jule', 'cem', 'gerda', 'beat'],
  dimensions: {
    channels: [],
    segments: ['seg-new', 'seg-mobile', 'seg-families', 'seg-club', 'seg-groups', 'seg-quiet', 'seg-abroad'],
    products: [],
    brands: ['brand-nordlicht', 'brand-second'],
  },
  lanes: ['emotion:jule', 'emotion:gerda', 'behind', 'touchpoint', 'process', 'insight', 'owner'],
  phases: [
    {
      id: 'win',
      name: 'Kennenlernen und kaufen | Getting to know us and buying',
      about: 'Vom Fernweh bis zur Bestellnummer. | From wanderlust to order number.',
      steps: [
        {
          id: 'become-aware',
          name: 'Aufmerksam werden | Become aware',
          about:
            'Eine Tour ist geplant, oder ein Freund trägt etwas Gutes. | A tour is planned, or a friend wears something good.',
          is: ['start'],
          mood: ['curious'],
          at: ['t-post', 't-home', 'p-campaign', 'i-pack-list'],
          behind: 'Wir werben mit Touren, nicht mit Rabatten. | We advertise tours, not discounts.',
          feels: {
            jule: 1,
            gerda: [0, 'Kennt uns längst, freut sich aber übers Heft. | Has known us for long but likes the booklet.'],
          },
        },
        {
          id: 'choose',
          name: 'Auswählen | Choose',
          about: 'Aus vierzig Jacken soll eine werden. | Forty jackets are to become one.',
          mood: ['unsure'],
          at: ['t-product', 't-ratings', 'p-content', 'i-size-guess'],
          behind: 'Gute Maße ersparen uns jede fünfte Rücksendung. | Good measures spare us one return in five.',
          feels: { jule: [0, 'Zu viel, was gleich aussieht. | Too much that looks alike.'], gerda: 1 },
        },
        {
          id: 'buy',
          name: 'Kaufen | Buy',
          about:
            'Im Korb, in zwei Minuten, am besten mit dem Daumen. | In the basket, in two minutes, ideally by thumb.',
          mood: ['impatient'],
          at: ['t-cart', 't-paying', 'p-checkout', 'i-mobile-pay'],
          behind:
            'Hier verlieren wir am meisten, und am meisten am Handy. | Here we lose most, and most of it on phones.',
          feels: {
            jule: [-1, 'Die Bezahlseite ist nicht fürs Telefon gemacht. | The payment page is not made for phones.'],
            gerda: 0,
          },
        },
        {
          id: 'tender',
          name: 'Ausschreiben | Call for tenders',
          about: 'Schulen und Vereine kaufen nach Regeln und in Mengen. | Schools and clubs buy by rules and in bulk.',
          is: ['start'],
          mood: ['impatient'],
          at: ['t-tender', 't-offer', 'p-tendering', 'i-late-bid'],
          behind: 'Wenige Aufträge, aber ein Achtel vom Umsatz. | Few orders, but an eighth of the turnover.',
          feels: { jule: 0, gerda: 0 },
        },
      ],
    },
    {
      id: 'live',
      name: 'Bekommen und nutzen | Receiving and using',
      about: 'Das Versprechen wird eingelöst. | The promise is kept.',
      steps: [
        {
          id: 'receive',
          name: 'Erhalten | Receive',
          about:
            'Zwischen Bestellung und Klingeln zählt nur eine Frage: wann? | Between order and doorbell only one question counts: when?',
          mood: ['looking-forward'],
          at: ['t-ship-mail', 't-parcel', 'p-fulfil', 'i-tell-first'],
          behind: 'Neumünster packt, vier Dienste fahren. | Neumünster packs, four carriers drive.',
          feels: {
            jule: 1,
            gerda: [1, 'Der Bote kennt sie und klingelt zweimal. | The courier knows her and rings twice.'],
          },
        },
        {
          id: 'use',
          name: 'Nutzen | Use',
          about: 'Regen, Schlamm, dritte Saison. | Rain, mud, third season.',
          mood: ['proud'],
          at: ['t-slip', 't-review-mail', 'p-reviewing', 'i-handle'],
          behind:
            'Was draußen geschieht, erfahren wir nur, wenn wir fragen. | What happens outdoors we only learn by asking.',
          feels: {
            jule: 2,
            gerda: [2, 'Ihre Stiefel sind älter als manche Kollegin. | Her boots are older than some colleagues.'],
          },
        },
      ],
    },
    {
      id: 'care',
      name: 'Wenn etwas ist | When something is wrong',
      about: 'Hier entscheidet sich, wer wiederkommt. | Here it is decided who comes back.',
      steps: [
        {
          id: 'get-help',
          name: 'Hilfe bekommen | Get help',
          about: 'Eine Frage, die nicht auf der Seite steht. | A question that is not on the page.',
          mood: ['unsure'],
          at: ['t-chat', 't-line', 'p-service', 'i-repeat'],
          behind: '22 Menschen, fünf Wege, eine Warteschlange. | 22 people, five ways, one queue.',
          feels: {
            jule: -1,
            gerda: [1, 'Am Telefon sitzt jemand, der wandert. | On the phone there is somebody who hikes.'],
          },
        },
        {
          id: 'return',
          name: 'Zurückgeben | Give back',
          about:
            'Passt nicht, gefällt nicht, war die zweite Größe. | Does not fit, does not please, was the second size.',
          mood: ['let-down'],
          at: ['t-portal', 't-label', 'p-returns', 'i-refund-wait'],
          behind:
            'Jede Rücksendung kostet uns elf Euro und sie einen Weg. | Each return costs us eleven euros, and them a trip.',
          feels: { jule: [0, 'Geht ohne Drucker, immerhin. | No printer needed, at least.'], gerda: -1 },
        },
        {
          id: 'repair',
          name: 'Reparieren lassen | Have it mended',
          about: 'Der Reißverschluss gibt auf, der Rest noch lange nicht. | The zip gives up, the rest not for long.',
          mood: ['trusting'],
          at: ['t-workshop', 't-estimate', 'p-mend', 'i-mend-love'],
          behind: 'Kostet Geld, schafft Kunden fürs Leben. | Costs money, makes customers for life.',
          feels: { jule: 1, gerda: 2 },
        },
        {
          id: 'complain',
          name: 'Sich beschweren | Complain',
          about: 'Es ist mehr kaputt als eine Naht. | More is broken than a seam.',
          mood: ['annoyed'],
          at: ['t-letter', 't-goodwill', 'p-complaints', 'i-no-answer'],
          behind: 'Wer sich beschwert, will bleiben. | Who complains wants to stay.',
          feels: {
            jule: -2,
            gerda: [-2, 'Muss den Fall dem Dritten erzählen. | Has to tell the case to a third person.'],
          },
        },
      ],
    },
    {
      id: 'stay',
      name: 'Bleiben und wiederkommen | Staying and coming back',
      about: 'Aus Käufen wird Treue, oder Stille. | Purchases become loyalty, or silence.',
      steps: [
        {
          id: 'renew',
          name: 'Mitglied bleiben | Remain a member',
          about: 'Einmal im Jahr die Frage: lohnt sich das? | Once a year the question: is it worth it?',
          is: ['end'],
          mood: ['trusting'],
          at: ['t-renewal', 't-club-card', 'p-renewing', 'i-newcomer-bonus'],
          behind: 'Der Club trägt den Winter. | The club carries us through winter.',
          feels: { jule: 0, gerda: [-1, 'Sieht, was Neue bekommen. | Sees what newcomers get.'] },
        },
        {
          id: 'come-back',
          name: 'Wiederkommen | Come back',
          about: 'Nach langer Stille ein Anlass. | An occasion after a long silence.',
          is: ['end'],
          mood: ['curious'],
          at: ['t-return-mail', 't-kiel', 'p-winning', 'i-quiet-ones'],
          behind: 'Einmal schreiben, dann warten können. | Write once, then be able to wait.',
          feels: { jule: 1, gerda: 1 },
        },
      ],
    },
  ],
  ways: [
    ['become-aware', 'choose', 0.6],
    ['choose', 'buy', 0.2],
    ['buy', 'receive', 0.9],
    ['buy', 'get-help', 0.1, { label: 'Zahlung klemmt | Payment is stuck' }],
    ['get-help', 'buy', 0.4],
    ['tender', 'receive', 0.35, { label: 'Zuschlag | Contract won' }],
    ['receive', 'use', 0.85],
    ['receive', 'return', 0.12],
    ['receive', 'get-help', 0.03, { label: 'Paket fehlt | Parcel missing' }],
    ['return', 'choose', 0.5, { label: 'Andere Größe | Another size' }],
    ['use', 'repair', 0.1],
    ['repair', 'use', 0.9],
    ['get-help', 'complain', 0.05],
    ['use', 'complain', 0.04],
    ['complain', 'use', 0.6],
    ['complain', 'come-back', 0.2],
    ['use', 'renew', 0.3],
    ['renew', 'choose', 0.4],
    ['use', 'come-back', 0.3, { label: 'Sechzig Tage still | Sixty quiet days' }],
    ['come-back', 'choose', 0.25],
  ],
}
