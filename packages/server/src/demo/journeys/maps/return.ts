// The demo company's journey of giving back, as it is and as it shall be. Data alone.
import type { JourneyPlan } from '../plan.ts'
import { eventWith } from '../signs.ts'

const hanging = {
  owner: 'logistics',
  level: 'journey',
  under: 'life-cycle',
  ofStep: 'life-cycle.return',
  personas: ['cem', 'jule'],
} as const
const dimensions = {
  channels: ['c-web', 'c-app', 'c-parcel', 'c-email', 'c-store'],
  segments: ['seg-families', 'seg-mobile'],
  products: ['NL-1103', 'NL-1403'],
  brands: ['brand-second'],
}

/** As it is. */
export const giveBack: JourneyPlan = {
  ...hanging,
  id: 'return',
  name: 'Etwas zurückgeben | Give something back',
  about:
    'Der Weg hin ist leicht geworden. Das Warten danach nicht. | The way there has become easy. The waiting after it has not.',
  goal: 'Die andere Größe haben, oder das Geld. | Have the other size, or the money.',
  state: 'asIs',
  dimensions,
  lanes: [
    'emotion:cem',
    'emotion:jule',
    'touchpoint',
    'need',
    'behind',
    'process',
    'application',
    'data',
    'insight',
    'owner',
  ],
  phases: [
    {
      id: 'decide',
      name: 'Entschluss | Decision',
      about: 'Behalten oder nicht? | Keep it or not?',
      steps: [
        {
          id: 'try',
          name: 'Probiert vor dem Spiegel | Tries it on at the mirror',
          about: 'Ärmel zu kurz, Kind verweigert. | Sleeves too short, child refuses.',
          feeling: 'Schon wieder die falsche. | The wrong one again.',
          motive: 'Nicht etwas behalten, das keiner trägt. | Not keep what nobody wears.',
          mood: ['let-down'],
          is: ['start'],
          at: ['i-size-guess', 'o-size'],
          behind: 'Jede zweite Rücksendung nennt „passt nicht“. | Every second return says “does not fit”.',
          feels: { cem: -1, jule: [-1, 'Hatte sie schon fast getragen. | Had nearly worn it.'] },
        },
        {
          id: 'ask',
          name: 'Fragt, wie es geht | Asks how it works',
          about: '„Geht das auch ohne Originalkarton?“ | “Does it work without the original box?”',
          feeling: 'Hoffentlich kein Theater. | No fuss, I hope.',
          motive: 'Die Regeln kennen. | Know the rules.',
          mood: ['unsure'],
          on: [eventWith('Support Chat Opened', 'topic', 'Rückgabe')],
          at: ['t-chat', 'a-contact'],
          behind: 'Die Antwort ist fast immer Ja. | The answer is nearly always yes.',
          feels: { cem: 0, jule: 0 },
        },
        {
          id: 'announce',
          name: 'Meldet die Rückgabe an | Announces the return',
          about: 'Artikel antippen, „zu klein“, Code aufs Telefon. | Tap the item, “too small”, code onto the phone.',
          feeling: 'Das ging flott. | That was brisk.',
          motive: 'Es vom Tisch haben. | Have it off the table.',
          mood: ['relieved'],
          is: ['selfService'],
          at: ['t-portal', 't-label', 'n-no-print', 'a-returns', 'o-return'],
          behind:
            'Der Grund geht an die Redaktion, die daraus Größenhinweise macht. | The reason goes to the editors, who make hints on sizing of it.',
          feels: { cem: 1, jule: [1, 'Kein Drucker, kein Klebeband. | No printer, no tape.'] },
        },
      ],
    },
    {
      id: 'send',
      name: 'Weggeben | Hand over',
      about: 'Aus dem Haus, aus dem Sinn? | Out of the house, out of mind?',
      steps: [
        {
          id: 'drop',
          name: 'Bringt das Paket weg | Takes the parcel away',
          about: 'Paketshop im Kiosk, Quittung in die Hosentasche. | Parcel shop in a kiosk, receipt into the pocket.',
          feeling: 'Hauptsache, ich habe den Zettel. | As long as I have the slip.',
          motive: 'Einen Nachweis haben. | Have a proof.',
          mood: ['impatient'],
          at: ['t-pick-up', 't-vienna', 'a-carrier'],
          behind:
            'Wer es in einer Filiale abgibt, hat sein Geld sofort. Das weiß kaum jemand. | Who hands it in at a store has the money at once. Hardly anybody knows.',
          feels: { cem: -1, jule: 0 },
        },
        {
          id: 'silence',
          name: 'Hört lange nichts | Hears nothing for long',
          about:
            'Tag vier, Tag fünf. Die Kontoansicht zeigt „unterwegs“. | Day four, day five. The account shows “on its way”.',
          feeling: 'Ist es verloren gegangen? | Has it got lost?',
          motive: '130 Euro, die woanders fehlen. | 130 euros that are missing elsewhere.',
          mood: ['impatient', 'unsure'],
          is: ['momentOfTruth'],
          at: ['i-refund-wait', 'n-money', 'a-warehouse'],
          behind: 'Das Paket liegt drei Tage im Wareneingang. | The parcel lies in goods inwards for three days.',
          feels: { cem: [-2, 'Ruft am fünften Tag an. | Calls on the fifth day.'], jule: -1 },
        },
      ],
    },
    {
      id: 'settle',
      name: 'Ausgleich | Settlement',
      about: 'Geld oder Ersatz. | Money or replacement.',
      steps: [
        {
          id: 'checked',
          name: 'Die Ware wird geprüft | Goods are checked',
          about:
            'Licht an, Naht ansehen, riechen, zurück ins Regal. | Light on, look at the seam, smell, back on the shelf.',
          feeling: 'Davon merkt der Kunde nichts. | The customer notices nothing of it.',
          motive: 'Nichts Schmutziges weiterverkaufen. | Sell nothing dirty on.',
          actor: 'employee',
          at: ['p-returns', 't-berlin'],
          behind:
            'Was gebraucht ist, kommt als Zweites Leben nach Berlin. | What is used goes to Berlin as Second Life.',
          feels: { cem: -1, jule: -1 },
        },
        {
          id: 'refunded',
          name: 'Das Geld ist zurück | The money is back',
          about:
            'Mail um sechs Uhr früh, zwei Tage später auf dem Konto. | Mail at six in the morning, in the account two days later.',
          feeling: 'Na endlich. | At last.',
          motive: 'Die Sache schließen. | Close the matter.',
          mood: ['relieved'],
          is: ['end'],
          at: ['t-refund-mail', 'p-refund', 'a-pay', 'o-payment'],
          behind:
            'Der Zahlungslauf ist um vier; wer um fünf geprüft wird, wartet bis morgen. | The payment run is at four; who is checked at five waits until tomorrow.',
          feels: { cem: 0, jule: 1 },
        },
      ],
    },
  ],
  ways: [
    ['try', 'ask', 0.1],
    ['try', 'announce', 0.9],
    ['ask', 'announce', 0.8],
    ['announce', 'drop', 0.95, { withinH: 72 }],
    ['drop', 'silence', 0.9],
    ['drop', 'refunded', 0.1, { label: 'In der Filiale abgegeben | Handed in at a store' }],
    ['silence', 'checked', 1],
    ['checked', 'refunded', 1, { withinH: 48 }],
  ],
}

/** As it shall be by the next autumn. */
export const giveBackSoon: JourneyPlan = {
  ...hanging,
  id: 'return-to-be',
  name: 'Etwas zurückgeben, ab Herbst | Give something back, from autumn on',
  about:
    'Das Geld kommt beim Scannen des Pakets, geprüft wird danach. Für Mitglieder ist der Umtausch unterwegs, bevor das Alte da ist. | The money comes when the parcel is scanned; checks follow. For members the replacement is on its way before the old one arrives.',
  goal: 'Keinen Tag auf das eigene Geld warten. | Not wait a day for one’s own money.',
  state: 'toBe',
  dimensions,
  lanes: ['emotion:cem', 'touchpoint', 'need', 'behind', 'process', 'insight', 'owner'],
  phases: [
    {
      id: 'choose',
      name: 'Umtausch wählen | Choose an exchange',
      about: 'Die nächste Größe steht schon daneben. | The next size stands beside it already.',
      steps: [
        {
          id: 'offer',
          name: 'Sieht die passende Größe | Sees the size that fits',
          about: 'Statt „Grund?“ fragt die App: „Lieber 134?“ | In place of “Reason?” the app asks: “Rather 134?”',
          feeling: 'Die denken mit. | They think along.',
          motive: 'Umtauschen statt erstatten. | Exchange, not refund.',
          mood: ['glad'],
          is: ['start', 'selfService'],
          at: ['t-portal', 't-sizing', 'i-try-on'],
          behind:
            'Vorschlag aus Körpermaß und Gründen anderer Rücksendungen. | Proposal from body measures and the reasons of other returns.',
          feels: { cem: 1 },
        },
        {
          id: 'swap',
          name: 'Tauscht mit einem Tipp | Exchanges with a tap',
          about:
            'Neue Größe geht heute raus, das Alte hat zwei Wochen Zeit. | The new size leaves today, the old one has two weeks.',
          feeling: 'Vertrauensvorschuss. | Trust in advance.',
          motive: 'Am Samstag loskönnen. | Be able to leave on Saturday.',
          mood: ['trusting'],
          is: ['momentOfTruth'],
          at: ['t-label', 'n-fits', 'p-fulfil'],
          behind:
            'Nur für Mitglieder; Ausfälle decken wir bis 2 Prozent. | For members only; we cover losses of up to 2 per cent.',
          feels: { cem: 2 },
        },
      ],
    },
    {
      id: 'back',
      name: 'Geld beim Scan | Money at the scan',
      about: 'Der Paketshop löst aus, nicht der Wareneingang. | The parcel shop triggers it, not goods inwards.',
      steps: [
        {
          id: 'scan',
          name: 'Gibt es irgendwo ab | Hands it in anywhere',
          about: 'Der Scan im Kiosk bucht die Erstattung vor. | The scan in the kiosk books the refund ahead.',
          feeling: 'Noch am Tresen kommt die Mail. | The mail comes while still at the counter.',
          motive: 'Den Beleg nicht aufheben müssen. | Not have to keep the receipt.',
          mood: ['relieved'],
          at: ['t-pick-up', 't-arrival-mail', 'n-money'],
          behind: 'Der Paketdienst meldet den Scan binnen Minuten. | The carrier reports the scan within minutes.',
          feels: { cem: [1, 'Sieht den Tag der Gutschrift sofort. | Sees the day of the credit at once.'] },
        },
        {
          id: 'paid',
          name: 'Hat das Geld am nächsten Tag | Has the money the next day',
          about: 'Ohne Nachfrage, auf demselben Weg. | Without asking, the same way.',
          feeling: 'So einfach kann es sein. | It can be that simple.',
          motive: 'Ohne Sorge wieder bestellen. | Order again without worry.',
          mood: ['glad'],
          is: ['end'],
          at: ['t-refund-mail', 'p-refund'],
          behind:
            'Geprüft wird danach; Streit gibt es bei einer von dreihundert. | Checks follow; there is a dispute in one of three hundred.',
          feels: { cem: 2 },
        },
      ],
    },
  ],
  ways: [
    ['offer', 'swap', 0.5],
    ['offer', 'scan', 0.5, { label: 'Doch lieber Geld | Money after all' }],
    ['swap', 'scan', 1, { withinH: 336 }],
    ['scan', 'paid', 1, { withinH: 24 }],
  ],
}
