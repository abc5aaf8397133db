// The demo company's journey of having something mended. Data alone.
import type { JourneyPlan } from '../plan.ts'
import { eventWith } from '../signs.ts'
import { settleConcern } from './settle-concern.ts'

/** As it is. */
export const repair: JourneyPlan = {
  id: 'repair',
  owner: 'service',
  origin: {
    template: settleConcern,
    parts: {
      damage: 'occasion',
      give: 'hearing',
      mend: 'solving',
      tear: 'notice',
      ask: 'contact',
      bring: 'received',
      estimate: 'promise',
      waiting: 'wait',
      back: 'solved',
    },
  },
  name: 'Ausrüstung reparieren lassen | Have equipment mended',
  about:
    'Unser stillster Vorteil: 1.400 Stücke im Jahr, die niemand wegwirft. | Our quietest advantage: 1,400 pieces a year that nobody throws away.',
  goal: 'Das Lieblingsstück wiederhaben, bevor die Saison beginnt. | Have the favourite piece back before the season.',
  level: 'journey',
  state: 'asIs',
  under: 'life-cycle',
  ofStep: 'life-cycle.repair',
  personas: ['gerda', 'jule'],
  dimensions: {
    channels: ['c-chat', 'c-messaging', 'c-store', 'c-parcel', 'c-phone'],
    segments: ['seg-club'],
    products: ['NL-1101', 'NL-1201', 'NL-1401'],
    brands: ['brand-nordlicht', 'brand-second'],
  },
  lanes: [
    'emotion:gerda',
    'emotion:jule',
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
      id: 'damage',
      name: 'Schaden | Damage',
      about: 'Wegwerfen oder retten? | Throw away or save?',
      steps: [
        {
          id: 'tear',
          name: 'Es reißt unterwegs | It tears on the way',
          about:
            'Reißverschluss am Pass, Sicherheitsnadel hält bis ins Tal. | Zip on the pass, a safety pin holds down to the valley.',
          feeling: 'Das kann doch nicht das Ende sein. | This cannot be the end.',
          motive: 'An der Jacke hängen Erinnerungen. | The jacket holds memories.',
          mood: ['let-down'],
          is: ['start'],
          at: ['t-slip'],
          behind: 'Reißverschlüsse machen die Hälfte aller Schäden aus. | Zips are half of all damage.',
          feels: { gerda: [-1, 'Elf Jahre alt, und jetzt das. | Eleven years old, and now this.'], jule: -1 },
        },
        {
          id: 'ask',
          name: 'Fragt, ob es sich lohnt | Asks whether it is worth it',
          about: 'Foto, Alter, Kaufbeleg von 2015, falls noch da. | Photo, age, receipt of 2015 if still there.',
          feeling: 'Bitte ehrlich. | Honestly, please.',
          motive: 'Nicht mehr ausgeben, als es wert ist. | Not spend more than it is worth.',
          mood: ['unsure'],
          is: ['start'],
          on: [eventWith('Support Chat Opened', 'topic', 'Reparatur')],
          at: ['c-chat', 'c-messaging', 't-chat', 't-messenger', 'n-worth', 'a-contact'],
          behind:
            'Die Näherin sieht die Fotos zweimal am Tag durch. | The seamstress looks through the photos twice a day.',
          feels: {
            gerda: 0,
            jule: [
              1,
              'Antwort in zwei Stunden, mit Pfeil im Bild. | An answer in two hours, with an arrow in the picture.',
            ],
          },
        },
      ],
    },
    {
      id: 'give',
      name: 'Abgeben | Hand in',
      about: 'Ein Stück aus der Hand geben. | Letting go of a piece.',
      steps: [
        {
          id: 'bring',
          name: 'Bringt es in die Werkstatt | Brings it to the workshop',
          about:
            'Über den Tresen in Kiel, oder als Paket von überall. | Over the counter in Kiel, or as a parcel from anywhere.',
          feeling: 'Dort riecht es nach Wachs. | It smells of wax there.',
          motive: 'Sehen, wer es anfasst. | See who will handle it.',
          mood: ['trusting'],
          at: ['c-store', 'c-parcel', 't-workshop', 't-kiel', 'a-workshop'],
          behind:
            'Ein Zettel mit Nummer ans Stück, eine Zeile in die Tabelle. | A tag with a number on the piece, a row in the spreadsheet.',
          handover: 'Filiale an Werkstatt: Stück, Zettel, ein Satz | Store to workshop: piece, tag, one sentence',
          feels: { gerda: 2, jule: 0 },
        },
        {
          id: 'estimate',
          name: 'Bekommt den Voranschlag | Gets the estimate',
          about:
            '38 Euro, drei Wochen. „Den Klett würden wir lassen.“ | 38 euros, three weeks. “We would leave the Velcro.”',
          feeling: 'Fair. | Fair enough.',
          motive: 'Vorher wissen, was es kostet. | Know the cost beforehand.',
          mood: ['trusting'],
          is: ['momentOfTruth'],
          at: ['t-estimate', 'p-mend.estimate', 'o-repair'],
          behind:
            'Raten wir ab, bieten wir zehn Euro fürs Zweite Leben. | If we advise against it we offer ten euros for Second Life.',
          feels: {
            gerda: [
              1,
              'Freut sich, dass jemand abrät, wo es nicht lohnt. | Glad that somebody advises against what is not worth it.',
            ],
            jule: 1,
          },
        },
      ],
    },
    {
      id: 'mend',
      name: 'In der Werkstatt | In the workshop',
      about: 'Drei Wochen ohne die Jacke. | Three weeks without the jacket.',
      steps: [
        {
          id: 'waiting',
          name: 'Wartet ohne Nachricht | Waits without word',
          about:
            'Woche zwei. Im Konto steht nichts, die Tour ist in zehn Tagen. | Week two. Nothing in the account, and the tour is in ten days.',
          feeling: 'Denken die noch daran? | Do they still think of it?',
          motive: 'Planen können. | Be able to plan.',
          mood: ['impatient'],
          at: ['t-mending', 'n-where-is-it', 'i-black-box', 's-workshop'],
          behind:
            'Der Stand hängt an der Wandtafel neben der Kaffeemaschine. | The state hangs on the board beside the coffee machine.',
          feels: {
            gerda: [-1, 'Ruft an; die Näherin muss suchen gehen. | Calls; the seamstress has to go and look.'],
            jule: -2,
          },
        },
        {
          id: 'mended',
          name: 'Wird instand gesetzt | Is put right',
          about:
            'Neuer Zipper, alte Naht nachgezogen, Imprägnierung geschenkt. | New zip, old seam retraced, waterproofing for free.',
          feeling: 'Von Hand, sieht man. | By hand, one can see.',
          motive: 'Noch zehn Jahre. | Ten more years.',
          mood: ['proud'],
          actor: 'employee',
          at: ['p-mend', 't-kiel'],
          behind:
            'Sohlen gehen nach Flensburg, mittwochs fährt der Wagen. | Soles go to Flensburg; the van leaves on Wednesdays.',
          handover: 'Werkstatt an Schuster: Kiste am Mittwoch | Workshop to cobbler: a crate on Wednesday',
          feels: { gerda: 1, jule: 0 },
        },
        {
          id: 'back',
          name: 'Hat es wieder | Has it back',
          about:
            'Eine Karte liegt bei: „Hat Spaß gemacht. Ihre Wiebke.“ | A card is enclosed: “It was a pleasure. Yours, Wiebke.”',
          feeling: 'Besser als neu. | Better than new.',
          motive: 'Weitertragen. | Go on wearing it.',
          mood: ['glad', 'proud'],
          is: ['end'],
          at: ['t-parcel', 't-evening', 'i-mend-love'],
          behind:
            'Niemand misst, wie oft diese Kunden danach wiederkommen. | Nobody measures how often these customers come back afterwards.',
          feels: { gerda: [2, 'Hängt die Karte an den Kühlschrank. | Puts the card on the fridge.'], jule: 2 },
        },
      ],
    },
  ],
  ways: [
    ['tear', 'ask', 0.6],
    ['tear', 'bring', 0.3],
    ['ask', 'bring', 0.6],
    ['bring', 'estimate', 1, { withinH: 96 }],
    ['estimate', 'waiting', 0.8],
    ['estimate', 'back', 0.2, { label: 'Lohnt sich nicht | Not worth it' }],
    ['waiting', 'mended', 1, { withinH: 504 }],
    ['mended', 'back', 1],
  ],
}
