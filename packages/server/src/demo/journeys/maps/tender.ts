// The demo company's journey of a school or club that buys by tender. Data alone.
import type { JourneyPlan } from '../plan.ts'

/** As it is. */
export const tender: JourneyPlan = {
  id: 'tender',
  owner: 'b2b',
  name: 'Für Schule oder Verein beschaffen | Procure for a school or club',
  about:
    'Viele entscheiden, einer trägt die Kisten. Nichts hiervon sieht die Technik heute; alles ist Erfahrung des Teams. | Many decide, one carries the crates. Technology sees nothing of this today; all of it is the team’s experience.',
  goal: 'Dreißig gleiche Rucksäcke vor dem Sommerlager, mit Beleg. | Thirty equal rucksacks before summer camp, with a receipt.',
  level: 'journey',
  state: 'asIs',
  under: 'life-cycle',
  ofStep: 'life-cycle.tender',
  personas: ['beat'],
  dimensions: {
    channels: ['c-phone', 'c-email', 'c-talk', 'c-fax', 'c-parcel'],
    segments: ['seg-groups'],
    products: ['NL-1401', 'NL-1202', 'NL-1901'],
    brands: ['brand-nordlicht'],
  },
  lanes: [
    'emotion:beat',
    'persona',
    'channel',
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
      id: 'need',
      name: 'Bedarf | Need',
      about: 'Der Schrank ist leer, das Budget beschlossen. | The cupboard is empty, the budget decided.',
      steps: [
        {
          id: 'count',
          name: 'Zählt den Schrank durch | Counts the cupboard',
          about:
            'Elf von dreißig Rucksäcken haben keinen Hüftgurt mehr. | Eleven of thirty rucksacks have lost their hip belts.',
          feeling: 'Wieder an mir hängen geblieben. | Left to me again.',
          motive: 'Das Lager soll nicht am Material scheitern. | Camp must not fail for lack of gear.',
          mood: ['impatient'],
          is: ['start'],
          at: ['beat', 'c-talk', 'i-loan'],
          behind:
            'Wer uns kennt, ruft jetzt schon an. Die anderen schreiben aus. | Who knows us calls at this point. The others invite bids.',
          feels: { beat: -1 },
        },
        {
          id: 'publish',
          name: 'Schreibt öffentlich aus | Publishes a tender',
          about:
            'Portal der Gemeinde, drei Angebote sind Pflicht, Frist zehn Tage. | The municipality’s portal, three bids required, ten days to go.',
          feeling: 'Papierkram, aber gerecht. | Paperwork, but fair.',
          motive: 'Regeln einhalten. | Keep the rules.',
          at: ['t-tender', 'i-late-bid'],
          behind:
            'Ein Mensch sieht drei Portale durch, dienstags. | One person looks through three portals, on Tuesdays.',
          feels: { beat: 0 },
        },
      ],
    },
    {
      id: 'bid',
      name: 'Angebot | Bid',
      about: 'Zehn Tage, in denen wir schnell oder draußen sind. | Ten days in which we are quick or out.',
      steps: [
        {
          id: 'contact',
          name: 'Bekommt einen Ansprechpartner | Gets a contact person',
          about:
            'Eine Mail mit Foto und Durchwahl, und der Frage nach der Kasse. | A mail with photo and extension, and the question about the treasurer.',
          feeling: 'Jemand ist zuständig. | Somebody is in charge.',
          motive: 'Nicht jedes Mal von vorn erklären. | Not explain from scratch each time.',
          mood: ['trusting'],
          at: ['c-phone', 't-contact', 'n-same-person', 'a-crm'],
          behind:
            'Vier Leute für vier Regionen; im Urlaub vertritt niemand richtig. | Four people for four regions; nobody really deputises in holidays.',
          feels: { beat: [1, 'Sie war selbst Pfadfinderin. | She was a scout herself.'] },
        },
        {
          id: 'samples',
          name: 'Lässt Muster anprobieren | Has samples tried on',
          about: 'Sechs Größen, ein Gruppenabend, ein lautes Urteil. | Six sizes, one group evening, a loud verdict.',
          feeling: 'Die Kinder entscheiden mit. | The children have a say.',
          motive: 'Nur einmal bestellen. | Order only once.',
          mood: ['glad'],
          at: ['c-parcel', 't-samples', 't-zurich', 'o-size'],
          behind: 'Von fünf Koffern sind meist vier unterwegs. | Of five cases four are usually out.',
          feels: { beat: 2 },
        },
        {
          id: 'wait',
          name: 'Wartet aufs Angebot | Waits for the quotation',
          about: 'Donnerstag ist Sitzung, heute ist Dienstag. | The meeting is on Thursday, today is Tuesday.',
          feeling: 'Soll ich noch einmal nachfragen? | Shall I ask once more?',
          motive: 'Der Sitzung etwas vorlegen. | Have something for the meeting.',
          mood: ['impatient'],
          is: ['momentOfTruth'],
          at: ['c-email', 't-offer', 'n-fast-offer', 'p-tendering', 'a-quoting', 'o-offer'],
          behind:
            'Ab 10.000 Euro liegt es bei der Geschäftsführung, im Mittel drei Tage. | From 10,000 euros it lies with management, three days on average.',
          handover: 'Schulen & Vereine an Geschäftsführung: zur Freigabe | Schools & clubs to management: for approval',
          feels: {
            beat: [-2, 'Zwei Mitbewerber haben längst geantwortet. | Two competitors have answered long since.'],
          },
        },
      ],
    },
    {
      id: 'decide',
      name: 'Beschluss | Resolution',
      about: 'Der Vorstand hebt die Hand. | The board raises its hands.',
      steps: [
        {
          id: 'won',
          name: 'Vergibt den Auftrag | Awards the contract',
          about:
            'Zwei Jahre Festpreis, Abruf in Teilen, Unterschrift auf Papier. | Fixed price for two years, call-off in parts, signed on paper.',
          feeling: 'Erledigt bis 2027. | Done until 2027.',
          motive: 'Nicht jedes Jahr neu verhandeln. | Not negotiate every year.',
          mood: ['relieved'],
          is: ['end'],
          at: ['beat', 't-contract', 'c-fax', 'a-warehouse'],
          behind:
            'Der Vertrag reserviert Bestand; das Lager erfährt es per Mail. | The contract reserves stock; the warehouse learns of it by mail.',
          handover:
            'Schulen & Vereine an Logistik: Mengen und Termine | Schools & clubs to logistics: quantities and dates',
          feels: { beat: 1 },
        },
        {
          id: 'lost',
          name: 'Sagt ab | Declines',
          about: '„Ihr Angebot kam nach der Sitzung.“ | “Your quotation came after the meeting.”',
          feeling: 'Schade eigentlich. | A pity, really.',
          motive: 'Den Termin halten. | Keep the date.',
          mood: ['let-down'],
          is: ['end'],
          at: ['s-crm'],
          behind:
            'Absagen stehen als Freitext im CRM; ausgewertet hat sie noch keiner. | Refusals stand as free text in the CRM; nobody has analysed them yet.',
          feels: { beat: -1 },
        },
        {
          id: 'invoice',
          name: 'Legt dem Kassier die Rechnung vor | Hands the treasurer the invoice',
          about: 'Eine im Monat, mit Kostenstelle, in Franken. | One a month, with cost centre, in francs.',
          feeling: 'Keine Rückfragen. Herrlich. | No questions. Lovely.',
          motive: 'Entlastung an der Versammlung. | Discharge at the assembly.',
          mood: ['proud'],
          is: ['end'],
          at: ['beat', 't-invoice', 'n-papers'],
          behind: 'Ausfuhrbelege hängt Zürich von Hand an. | Zurich attaches export papers by hand.',
          feels: { beat: 1 },
        },
      ],
    },
  ],
  ways: [
    ['count', 'publish', 0.7],
    ['count', 'contact', 0.3, { label: 'Kennt uns schon | Knows us already' }],
    ['publish', 'contact', 0.5],
    ['publish', 'lost', 0.3, { label: 'Nicht gesehen | Not seen' }],
    ['contact', 'samples', 0.5],
    ['contact', 'wait', 0.5],
    ['samples', 'wait', 0.9],
    ['wait', 'contact', 0.3, { label: 'Fragt nach | Asks again' }],
    ['wait', 'won', 0.35, { withinH: 240 }],
    ['wait', 'lost', 0.35],
    ['won', 'invoice', 1],
  ],
}
