// The demo company's buying as it shall be, and the part of today's buying that is seen most closely: paying. Data alone.
import type { JourneyPlan } from '../plan.ts'

/** Buying as it shall be by summer. */
export const buySoon: JourneyPlan = {
  id: 'buy-to-be',
  owner: 'web',
  name: 'Im Shop kaufen, ab Sommer | Buy in the shop, from summer on',
  about:
    'Endpreis im Korb, Zahlung ohne Seitenwechsel, ein Fehlertext, der hilft. | Final price in the basket, paying without leaving the page, an error text that helps.',
  goal: 'Mit dem Daumen fertig, bevor die Bahn hält. | Done by thumb before the train stops.',
  level: 'journey',
  state: 'toBe',
  under: 'life-cycle',
  ofStep: 'life-cycle.buy',
  personas: ['jule'],
  dimensions: { channels: ['c-web', 'c-app'], segments: ['seg-mobile'], products: [], brands: ['brand-nordlicht'] },
  lanes: ['emotion:jule', 'touchpoint', 'need', 'behind', 'process', 'application', 'insight', 'owner'],
  phases: [
    {
      id: 'basket',
      name: 'Endpreis zuerst | Final price first',
      about:
        'Land und Lieferweg sind schon geraten und änderbar. | Country and delivery are guessed already and can be changed.',
      steps: [
        {
          id: 'cart',
          name: 'Sieht den Endpreis im Korb | Sees the final price in the basket',
          about:
            'Versand nach Hamburg, Freitag, 4,90 Euro: steht da, bevor sie fragt. | Delivery to Hamburg, Friday, 4.90 euros: it is there before she asks.',
          feeling: 'Klare Ansage. | Plain and clear.',
          motive: 'Entscheiden, ohne zu rechnen. | Decide without sums.',
          mood: ['trusting'],
          is: ['start'],
          at: ['t-cart', 'n-total', 'i-late-cost'],
          behind:
            'Land aus dem Konto oder dem Netz, Kosten vom Paketdienst. | Country from account or network, costs from the carrier.',
          feels: { jule: 1 },
        },
        {
          id: 'address',
          name: 'Bestätigt die letzte Adresse | Confirms the last address',
          about: 'Eine Zeile, ein Häkchen, weiter. | One line, one tick, on.',
          feeling: 'Nichts zu tippen. | Nothing to type.',
          motive: 'Keine Zeit verlieren. | Lose no time.',
          mood: ['glad'],
          is: ['selfService'],
          at: ['t-address', 'a-shop'],
          behind:
            'Adressen gelten erst nach der ersten Zustellung als richtig. | Addresses count as right only after the first delivery.',
          feels: { jule: 1 },
        },
      ],
    },
    {
      id: 'pay',
      name: 'Zahlen ohne Umweg | Pay without a detour',
      about: 'Kein neues Fenster, keine Tastatur. | No new window, no keyboard.',
      steps: [
        {
          id: 'thumb',
          name: 'Zahlt mit dem Daumen | Pays by thumb',
          about: 'Ein Blatt von unten, Fingerabdruck, fertig. | A sheet from below, fingerprint, done.',
          feeling: 'Das war es schon? | Was that all?',
          motive: 'Die Karte in der Tasche lassen. | Leave the card in the pocket.',
          mood: ['glad'],
          is: ['momentOfTruth'],
          at: ['t-paying', 'n-safe-pay', 'i-mobile-pay', 'p-checkout', 'a-pay'],
          behind: 'Die App zahlt selbst, die Web-Ansicht entfällt. | The app pays by itself; the web view goes.',
          feels: { jule: [2, 'Zwei Haltestellen früher fertig. | Done two stops earlier.'] },
        },
        {
          id: 'other',
          name: 'Bekommt einen anderen Weg gezeigt | Is shown another way',
          about:
            '„Ihre Bank hat nicht geantwortet. PayPal geht sofort.“ | “Your bank did not answer. PayPal works at once.”',
          feeling: 'Gut, dann so. | Fine, then this way.',
          motive: 'Heute noch fertig werden. | Finish today.',
          mood: ['relieved'],
          at: ['t-error', 'i-error-words'],
          behind: 'Zu jedem Code gehört ein Satz und ein Ausweg. | To each code belong a sentence and a way out.',
          feels: { jule: 0 },
        },
        {
          id: 'ordered',
          name: 'Hält die Zusage in der Hand | Holds the promise in her hand',
          about:
            'Freitag zwischen acht und zehn, als Eintrag im Kalender. | Friday between eight and ten, as a calendar entry.',
          feeling: 'Darauf verlasse ich mich. | I rely on that.',
          motive: 'Das Wochenende steht. | The weekend is set.',
          mood: ['looking-forward'],
          is: ['end'],
          at: ['t-thanks', 'n-arrival'],
          behind: 'Verpassen wir das Fenster, ist der Versand umsonst. | If we miss the window, delivery is free.',
          feels: { jule: 2 },
        },
      ],
    },
  ],
  ways: [
    ['cart', 'address', 0.85],
    ['address', 'thumb', 0.95],
    ['thumb', 'ordered', 0.93, { withinH: 1 }],
    ['thumb', 'other', 0.07],
    ['other', 'ordered', 0.8],
  ],
}

/** Paying today, step by step: a part of the journey of buying. */
export const paying: JourneyPlan = {
  id: 'paying',
  owner: 'data',
  name: 'Bezahlen im Einzelnen | Paying in detail',
  about:
    'Was zwischen „Jetzt zahlen“ und der Bestellnummer zwischen vier Beteiligten hin und her geht. | What goes back and forth among four parties between “Pay now” and the order number.',
  goal: 'Geld weg, Ware sicher, und beides genau einmal. | Money gone, goods certain, and both exactly once.',
  level: 'part',
  state: 'asIs',
  under: 'buy',
  ofStep: 'buy.pay',
  personas: ['jule'],
  dimensions: { channels: ['c-app', 'c-web'], segments: ['seg-mobile'], products: [], brands: [] },
  lanes: ['emotion:jule', 'touchpoint', 'behind', 'handover', 'process', 'application', 'data', 'insight', 'owner'],
  phases: [
    {
      id: 'start',
      name: 'Auslösen | Trigger',
      about: 'Ein Tipp, vier Systeme. | One tap, four systems.',
      steps: [
        {
          id: 'way',
          name: 'Wählt den Zahlungsweg | Picks the way to pay',
          about: 'Fünf Zeichen, das vertraute steht an dritter Stelle. | Five signs, the familiar one comes third.',
          feeling: 'Wo ist meines? | Where is mine?',
          motive: 'Zahlen wie immer. | Pay as ever.',
          mood: ['impatient'],
          is: ['start'],
          on: ['Payment Info Entered'],
          at: ['t-paying', 'a-shop', 'o-basket'],
          behind:
            'Die Reihenfolge stammt vom Dienstleister und kennt den Kunden nicht. | The order is the provider’s and does not know the customer.',
          handover: 'Shop an Bezahldienst: Betrag und Bestellung | Shop to payment provider: amount and order',
          feels: { jule: 0 },
        },
        {
          id: 'ask',
          name: 'Der Bezahldienst fragt die Bank | The provider asks the bank',
          about:
            'Betrag, Händler, Gerät. Die Bank hat fünf Sekunden. | Amount, merchant, device. The bank has five seconds.',
          feeling: 'Ein Kreisel dreht sich. | A spinner turns.',
          motive: 'Nicht betrogen werden. | Not be cheated.',
          actor: 'partner',
          at: ['a-pay', 'p-checkout.authorise'],
          behind: 'Ohne Antwort gilt der Versuch als abgelehnt. | Without an answer the attempt counts as refused.',
          handover: 'Bezahldienst an Bank: Bitte um Freigabe | Payment provider to bank: request for approval',
          feels: { jule: -1 },
        },
      ],
    },
    {
      id: 'answer',
      name: 'Antwort | Answer',
      about: 'Ja, Nein oder Schweigen. | Yes, no, or no reply.',
      steps: [
        {
          id: 'approve',
          name: 'Zeigt der Bank ihr Gesicht | Shows the bank her face',
          about:
            'Die App der Bank schiebt sich davor, der Shop verschwindet. | The bank’s app slides in front, the shop vanishes.',
          feeling: 'Und wie komme ich zurück? | And how do I get back?',
          motive: 'Beweisen, dass sie es ist. | Prove that it is her.',
          mood: ['unsure'],
          is: ['momentOfTruth'],
          at: ['t-bank', 'i-bank-back'],
          behind:
            'Der Rückweg ist eine Adresse, die zwei von sieben Banken ignorieren. | The way back is an address that two of seven banks ignore.',
          feels: {
            jule: [-1, 'Findet den Shop in den offenen Fenstern nicht. | Cannot find the shop among open windows.'],
          },
        },
        {
          id: 'no',
          name: 'Die Bank sagt Nein | The bank says no',
          about:
            'Limit, Tippfehler, Verdacht: für sie sieht alles gleich aus. | Limit, typo, suspicion: to her it all looks the same.',
          feeling: 'Peinlich, wofür auch immer. | Embarrassing, for whatever reason.',
          motive: 'Wissen, ob es an ihr liegt. | Know whether it is her fault.',
          mood: ['annoyed'],
          on: ['Payment Failed'],
          at: ['t-error', 's-payments', 'i-error-words'],
          behind:
            'Der genaue Grund bleibt bei der Bank; wir sehen drei Sorten. | The exact reason stays with the bank; we see three sorts.',
          feels: { jule: -2 },
        },
        {
          id: 'booked',
          name: 'Der Betrag ist gebucht | The amount is booked',
          about: 'Grüner Haken, Bestellnummer, Summe. | Green tick, order number, sum.',
          feeling: 'Durch. | Through.',
          motive: 'Das Handy wegstecken. | Put the phone away.',
          mood: ['relieved'],
          is: ['end'],
          on: ['Order Completed'],
          at: ['p-checkout.confirm', 'o-payment', 'o-order'],
          behind:
            'Erst die Buchung, dann die Ware: nie umgekehrt. | First the booking, then the goods: never the other way.',
          handover: 'Bezahldienst an Shop: die Meldung über das Geld | Payment provider to shop: word about the money',
          feels: { jule: 1 },
        },
      ],
    },
  ],
  ways: [
    ['way', 'ask', 0.55],
    ['way', 'no', 0.1],
    ['way', 'booked', 0.35],
    ['ask', 'approve', 0.6],
    ['ask', 'booked', 0.3],
    ['ask', 'no', 0.1],
    ['approve', 'booked', 0.85, { withinH: 1 }],
    ['approve', 'no', 0.15],
    ['no', 'way', 0.5, { label: 'Anderer Weg | Another way' }],
  ],
}
