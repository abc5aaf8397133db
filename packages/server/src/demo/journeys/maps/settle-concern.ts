// The demo company's template for journeys of people who turn to it because something is wrong. Data alone.
import type { JourneyPlan } from '../plan.ts'

/** What every such journey must hold; what is done in each is its own. */
export const settleConcern: JourneyPlan = {
  id: 'concern',
  owner: 'service',
  isTemplate: true,
  name: 'Vorlage: Ein Anliegen klären | Template: Settle a concern',
  about:
    'So führen wir jedes Anliegen: eine Person, eine Frist, ein Satz zum Schluss. Wer davon abweicht, weiß, warum. | This is how we handle every concern: one person, one deadline, one sentence at the end. Whoever departs from it knows why.',
  goal: 'Das Anliegen ist geklärt, ohne dass jemand nachfragen muss. | The concern is settled without anybody having to ask again.',
  level: 'journey',
  state: 'toBe',
  personas: ['gerda'],
  dimensions: { channels: ['c-phone', 'c-email', 'c-chat'], segments: [], products: [], brands: [] },
  lanes: ['emotion:gerda', 'touchpoint', 'need', 'behind', 'handover', 'process', 'application', 'owner'],
  phases: [
    {
      id: 'occasion',
      name: 'Der Anstoß | What set it off',
      about: 'Was geschehen ist, in den Worten des Kunden. | What happened, in the customer’s words.',
      steps: [
        {
          id: 'notice',
          name: 'Merkt, dass etwas nicht stimmt | Notices that something is wrong',
          about: 'Woran merkt man es, und wo steht man da gerade? | What gives it away, and where is one just then?',
          feeling: 'Muss das sein? | Is this necessary?',
          motive: 'Die richtige Stelle finden. | Find the right door.',
          mood: ['unsure'],
          is: ['start'],
          at: ['n-worth'],
          behind: 'Welches System weiß es schon vor uns? | Which system knows before we do?',
          feels: { gerda: -1 },
        },
        {
          id: 'contact',
          name: 'Meldet sich bei uns | Gets in touch',
          about:
            'Höchstens zwei Wege anbieten, und sagen, welcher schneller ist. | Offer two ways at most, and say which one is faster.',
          feeling: 'Hoffentlich hört jemand zu. | Hopefully somebody listens.',
          motive: 'Es einmal sagen und nicht dreimal. | Say it once and not three times.',
          mood: ['impatient'],
          at: ['t-line', 't-form', 'n-once', 'a-contact'],
          behind:
            'Der Vorgang beginnt hier, nicht erst beim Fachbereich. | The case begins here, not at the department.',
          feels: { gerda: -1 },
        },
      ],
    },
    {
      id: 'hearing',
      name: 'Gehör | Hearing',
      about:
        'In einer Stunde bestätigt, in vier bei einer Person. | Confirmed within one hour, with a person within four.',
      steps: [
        {
          id: 'received',
          name: 'Bekommt eine Bestätigung | Gets a confirmation',
          about:
            'Mit Nummer, Frist und dem, was als Nächstes geschieht. | With number, deadline and what happens next.',
          feeling: 'Es ist angekommen. | It has arrived.',
          motive: 'Einen Beleg in der Hand haben. | Have a proof in hand.',
          mood: ['relieved'],
          at: ['t-account', 'p-complaints'],
          behind: 'Automatisch, auch nachts. | Automatic, at night too.',
          handover: 'Annahme an Team: Vorgang mit Frist | Reception to team: case with deadline',
          feels: { gerda: 0 },
        },
        {
          id: 'owner',
          name: 'Hat eine Ansprechperson | Has a contact person',
          about: 'Ein Name, eine Durchwahl, bis zum Ende. | One name, one extension, until the end.',
          feeling: 'Da kümmert sich eine. | Somebody is taking care.',
          motive: 'Nicht verbunden werden. | Not be put through.',
          mood: ['trusting'],
          is: ['momentOfTruth'],
          at: ['t-line', 'p-complaints.own'],
          behind: 'Wer übernimmt, vertritt auch im Urlaub. | Whoever takes over covers holidays, too.',
          handover: 'Team an eine Person: Name im Vorgang | Team to one person: name in the case',
          feels: { gerda: 1 },
        },
      ],
    },
    {
      id: 'solving',
      name: 'Lösung | Solution',
      about: 'Erst die Frist, dann die Sache. | The deadline first, then the matter.',
      steps: [
        {
          id: 'promise',
          name: 'Erfährt Ursache und Frist | Learns cause and deadline',
          about: 'Zwei Sätze: woran es lag, bis wann es gut ist. | Two sentences: what it was, when it will be right.',
          feeling: 'Damit kann ich leben. | I can live with that.',
          motive: 'Sich darauf verlassen können. | Be able to rely on it.',
          mood: ['trusting'],
          at: ['n-sorry', 'a-contact'],
          behind: 'Die Frist setzt, wer sie halten muss. | The deadline is set by whoever has to keep it.',
          handover:
            'Service an Fachbereich: Ursache bis übermorgen | Service to department: cause by the day after tomorrow',
          feels: { gerda: 1 },
        },
        {
          id: 'wait',
          name: 'Bleibt auf dem Laufenden | Is kept posted',
          about:
            'Spätestens alle fünf Tage ein Wort, auch wenn es nichts Neues gibt. | A word every five days at least, even if there is no news.',
          feeling: 'Sie haben mich nicht vergessen. | They have not forgotten me.',
          motive: 'Nicht nachfragen müssen. | Not have to ask.',
          mood: ['impatient'],
          at: ['t-mending', 'n-where-is-it'],
          behind:
            'Die Erinnerung kommt vom Vorgang, nicht aus dem Kopf. | The reminder comes from the case, not from memory.',
          feels: { gerda: 0 },
        },
        {
          id: 'solved',
          name: 'Hat die Lösung | Has the solution',
          about: 'In der Hand, auf dem Konto oder schwarz auf weiß. | In hand, in the account or in black and white.',
          feeling: 'Gut, dass ich gefragt habe. | Good that I asked.',
          motive: 'Einen Haken daran machen. | Tick it off.',
          mood: ['relieved'],
          is: ['end'],
          at: ['t-letter', 'a-contact'],
          behind: 'Ein Satz von Hand, jedes Mal. | One sentence by hand, every time.',
          feels: { gerda: 2 },
        },
      ],
    },
    {
      id: 'afterwards',
      name: 'Nachher | Afterwards',
      about: 'Was wir daraus lernen. | What we learn from it.',
      steps: [
        {
          id: 'asked',
          name: 'Wird gefragt, ob es jetzt gut ist | Is asked whether it is right now',
          about: 'Drei Tage später, eine Frage, freies Feld. | Three days later, one question, free text.',
          feeling: 'Die Nachfrage ist ernst gemeint. | They really want to know.',
          motive: 'Etwas zurückgeben können. | Be able to give something back.',
          mood: ['glad'],
          is: ['end'],
          at: ['n-change'],
          behind: 'Die Antworten liest am Freitag das ganze Team. | The whole team reads the answers on Fridays.',
          feels: { gerda: 1 },
        },
      ],
    },
  ],
  ways: [
    ['notice', 'contact', 1],
    ['contact', 'received', 1, { withinH: 1 }],
    ['received', 'owner', 1, { withinH: 4 }],
    ['owner', 'promise', 1, { withinH: 48 }],
    ['promise', 'wait', 0.6],
    ['promise', 'solved', 0.4],
    ['wait', 'solved', 1, { withinH: 504 }],
    ['solved', 'asked', 0.5, { withinH: 72 }],
  ],
}
