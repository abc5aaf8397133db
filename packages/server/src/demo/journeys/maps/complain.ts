// The demo company's journey of complaining. Data alone.
import type { JourneyPlan } from '../plan.ts'
import { eventWith } from '../signs.ts'
import { settleConcern } from './settle-concern.ts'

/** As it is. */
export const complain: JourneyPlan = {
  id: 'complain',
  owner: 'service',
  origin: {
    template: settleConcern,
    parts: {
      anger: 'occasion',
      listen: 'hearing',
      amends: 'solving',
      fail: 'notice',
      letter: 'contact',
      owner: 'owner',
      cause: 'promise',
      reply: 'solved',
    },
  },
  name: 'Eine Beschwerde loswerden | Lodge a complaint',
  about:
    'Von hundert Enttäuschten schreiben vier. Diese vier reden für die anderen. | Of a hundred people let down four write. These four speak for the rest.',
  goal: 'Ernst genommen werden, und dass es sich ändert. | Be taken seriously, and see it change.',
  level: 'journey',
  state: 'asIs',
  under: 'life-cycle',
  ofStep: 'life-cycle.complain',
  personas: ['gerda', 'cem'],
  dimensions: {
    channels: ['c-web', 'c-phone', 'c-email', 'c-parcel', 'c-store'],
    segments: ['seg-club', 'seg-families'],
    products: [],
    brands: [],
  },
  lanes: [
    'emotion:gerda',
    'emotion:cem',
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
      id: 'anger',
      name: 'Es läuft über | The last straw',
      about: 'Selten ist es nur eine Sache. | It is seldom just one thing.',
      steps: [
        {
          id: 'fail',
          name: 'Wird enttäuscht | Is let down',
          about: 'Zweite Reklamation, selbe Naht, andere Ausrede. | Second claim, same seam, other excuse.',
          feeling: 'So nicht. | Not like this.',
          motive: 'Es soll jemand wissen. | Somebody shall know.',
          mood: ['let-down', 'annoyed'],
          is: ['start'],
          at: ['i-black-box'],
          behind: 'Die Kette dahin steht in vier Systemen. | The chain of events lies in four systems.',
          feels: { gerda: -2, cem: -1 },
        },
        {
          id: 'star',
          name: 'Vergibt ein oder zwei Sterne | Gives one or two stars',
          about: 'Öffentlich, knapp, mit Foto. | In public, brief, with a photo.',
          feeling: 'Das sollen alle lesen. | Let everyone read it.',
          motive: 'Andere warnen. | Warn others.',
          mood: ['annoyed'],
          on: [eventWith('Review Submitted', 'stars', 2, 'le')],
          at: ['p-reviewing', 's-crm', 'o-review'],
          behind:
            'Die Redaktion meldet schlechte Bewertungen dem Produkt, nicht dem Service. | Editors report bad reviews to the product team, not to service.',
          handover:
            'Marketing an Produkt & Web: die Bewertung ohne Namen | Marketing to product & web: the review without a name',
          feels: {
            gerda: -1,
            cem: [-2, 'Schreibt nachts, was er tags nicht sagte. | Writes at night what he did not say by day.'],
          },
        },
        {
          id: 'letter',
          name: 'Schreibt einen langen Text | Writes at length',
          about:
            'Drei Seiten mit Daten, Namen und einer Rechnung von 2019. | Three pages with dates, names and an invoice of 2019.',
          feeling: 'Es muss einmal gesagt sein. | It has to be said for once.',
          motive: 'Eine Antwort von jemandem mit Namen. | An answer from somebody with a name.',
          mood: ['annoyed'],
          at: ['t-form', 't-account', 'a-contact'],
          behind:
            'Wörter wie „Anwalt“ und „kündigen“ ziehen den Fall nach vorn. | Words like “lawyer” and “cancel” pull the case forward.',
          feels: { gerda: -1, cem: -1 },
        },
      ],
    },
    {
      id: 'listen',
      name: 'Gehört werden | Being heard',
      about: 'Erst der Mensch, dann der Fall. | The person first, then the case.',
      steps: [
        {
          id: 'owner',
          name: 'Bekommt eine Person genannt | Is given a name',
          about: '„Ich heiße Emre Kaya und bleibe dran.“ | “My name is Emre Kaya and I will see it through.”',
          feeling: 'Wenigstens einer. | At least there is one.',
          motive: 'Nicht noch einmal erzählen. | Not tell it once again.',
          mood: ['relieved'],
          is: ['momentOfTruth'],
          at: ['t-line', 'n-once', 'p-complaints.own'],
          behind: 'Binnen vier Stunden, auch samstags. | Within four hours, on Saturdays too.',
          handover: 'Teamleitung an eine Person: mit Namen und Frist | Team lead to one person: with name and deadline',
          feels: { gerda: [0, 'Hört erst einmal zu, sagt noch nichts. | Listens first, says nothing yet.'], cem: 0 },
        },
        {
          id: 'cause',
          name: 'Hört, woran es lag | Hears what caused it',
          about:
            'Ein Garn aus einer Lieferung, die zu früh freigegeben wurde. | A thread from a delivery that was released too early.',
          feeling: 'Immerhin keine Ausrede. | No excuse, at least.',
          motive: 'Verstehen, nicht abgespeist werden. | Understand, not be fobbed off.',
          mood: ['trusting'],
          actor: 'employee',
          at: ['p-complaints', 'o-case', 'n-sorry'],
          behind: 'Der Fachbereich hat zwei Tage für die Ursache. | The department has two days for the cause.',
          handover:
            'Kundenservice an Fachbereich: Frage nach der Ursache | Customer service to department: the question of the cause',
          feels: { gerda: 1, cem: 0 },
        },
      ],
    },
    {
      id: 'amends',
      name: 'Gutmachen | Make amends',
      about: 'Geld ist das Leichteste daran. | Money is the easiest part.',
      steps: [
        {
          id: 'credit',
          name: 'Erhält eine Gutschrift | Receives a credit',
          about: '30 Euro, sofort entschieden, ohne Rückfrage. | 30 euros, decided at once, no questions.',
          feeling: 'Nett, aber darum ging es nicht. | Nice, but that was not the point.',
          motive: 'Ein Zeichen, dass es leid tut. | A sign that they are sorry.',
          mood: ['relieved'],
          at: ['t-goodwill', 'a-pay'],
          behind: 'Bis 30 Euro entscheidet jede und jeder selbst. | Up to 30 euros everybody decides alone.',
          feels: {
            gerda: [-1, 'Will kein Geld, will die Jacke in Ordnung. | Wants no money, wants the jacket right.'],
            cem: 1,
          },
        },
        {
          id: 'reply',
          name: 'Liest den Antwortbrief | Reads the letter of reply',
          about:
            'Eine Seite, Tinte, der Fehler steht im ersten Satz. | One page, ink, the mistake in the first sentence.',
          feeling: 'So geht das. | That is how it is done.',
          motive: 'Mit der Sache abschließen. | Close the chapter.',
          mood: ['trusting'],
          is: ['end'],
          at: ['t-letter', 't-vienna', 'i-no-answer'],
          behind:
            'Katharina Lorenzen unterschreibt jeden selbst, etwa drei in der Woche. | Katharina Lorenzen signs each herself, about three a week.',
          feels: { gerda: 2, cem: 1 },
        },
        {
          id: 'changed',
          name: 'Erfährt, was anders wird | Learns what will change',
          about:
            'Heute: meist nichts. Der Brief verspricht, niemand meldet Vollzug. | Today: nothing, mostly. The letter promises, nobody reports it done.',
          feeling: 'Ob es wirklich etwas gebracht hat? | Did it really do any good?',
          motive: 'Dass es dem Nächsten besser geht. | That the next one fares better.',
          mood: ['unsure'],
          is: ['end'],
          at: ['n-change', 't-newsletter'],
          behind:
            'Im Heft könnte stehen, was wegen Briefen geändert wurde. | The booklet could say what was changed because of letters.',
          feels: { gerda: 0, cem: [-1, 'Geht davon aus, dass es im Ordner liegt. | Assumes it lies in a folder.'] },
        },
      ],
    },
  ],
  ways: [
    ['fail', 'star', 0.5],
    ['fail', 'letter', 0.3],
    ['star', 'letter', 0.1],
    ['star', 'owner', 0.2, { label: 'Wenn es jemand weitergibt | If somebody passes it on' }],
    ['letter', 'owner', 1, { withinH: 4 }],
    ['owner', 'cause', 0.8, { withinH: 48 }],
    ['owner', 'credit', 0.2],
    ['cause', 'credit', 0.5],
    ['cause', 'reply', 0.4],
    ['credit', 'reply', 0.3],
    ['credit', 'fail', 0.1, { label: 'Dieselbe Naht | The same seam' }],
    ['reply', 'changed', 0.2],
  ],
}
