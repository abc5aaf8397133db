// The demo company's journey of becoming aware: from an idea to an account. Data alone.
import type { JourneyPlan } from '../plan.ts'
import { eventWith } from '../signs.ts'

/** As it is. */
export const becomeAware: JourneyPlan = {
  id: 'become-aware',
  owner: 'marketing',
  name: 'Auf Nordlicht stoßen | Come across Nordlicht',
  about:
    'Wie aus einer Idee für das Wochenende ein erster Besuch wird und aus dem Besuch jemand mit Namen. | How an idea for the weekend becomes a first visit, and the visit somebody with a name.',
  goal: 'Wissen, was für die geplante Tour fehlt. | Know what is missing for the tour ahead.',
  level: 'journey',
  state: 'asIs',
  under: 'life-cycle',
  ofStep: 'life-cycle.become-aware',
  idleMin: 30,
  personas: ['jule', 'cem'],
  dimensions: {
    channels: ['c-ads', 'c-web', 'c-app', 'c-parcel', 'c-email'],
    segments: ['seg-new'],
    products: [],
    brands: ['brand-nordlicht'],
  },
  lanes: [
    'live',
    'emotion:jule',
    'emotion:cem',
    'persona',
    'touchpoint',
    'need',
    'behind',
    'application',
    'data',
    'insight',
    'owner',
  ],
  phases: [
    {
      id: 'spark',
      name: 'Anstoß | Spark',
      about: 'Noch sucht niemand einen Shop. | Nobody is looking for a shop yet.',
      steps: [
        {
          id: 'idea',
          name: 'Eine Tour nimmt Form an | A tour takes shape',
          about:
            'Drei Tage Harz, Hütte ist gebucht, der Rucksack von 2011 riecht. | Three days in the Harz, the hut is booked, the rucksack of 2011 smells.',
          feeling: 'Kribbelig, noch ohne Eile. | Tingly, in no hurry yet.',
          motive: 'Raus aus dem Büro. | Out of the office.',
          mood: ['looking-forward'],
          is: ['start'],
          at: ['jule', 'cem', 'n-spark'],
          behind:
            'Davon erfahren wir nichts. Wir kennen nur Ferienkalender und Wetter. | We learn nothing of it. All we know is school holidays and weather.',
          feels: { jule: [2, 'Endlich ein freies Wochenende. | A free weekend at last.'], cem: 1 },
        },
        {
          id: 'post',
          name: 'Sieht, was andere tragen | Sees what others wear',
          about:
            'Eine Kollegin postet ihr Zelt im Regen. Nach der Marke fragt jemand anderes. | A colleague posts her tent in the rain. Somebody else asks for the brand.',
          feeling: 'Das will ich auch können. | I want to be able to do that.',
          motive: 'Sich etwas abschauen. | Learn from others.',
          mood: ['curious'],
          at: ['jule', 't-post', 't-ad'],
          behind:
            'Beiträge kommen von Mitarbeitern; wir bezahlen niemanden dafür. | Posts come from staff; we pay nobody for them.',
          feels: { jule: 1, cem: [0, 'Hält Werbung für Werbung. | Takes adverts for adverts.'] },
        },
        {
          id: 'list',
          name: 'Findet eine Packliste | Finds a packing list',
          about:
            'Sucht „Packliste Hütte drei Tage“ und landet bei uns statt bei einem Artikel. | Searches “packing list hut three days” and lands with us, not on an item.',
          feeling: 'Da hat jemand mitgedacht. | Somebody has thought of this.',
          motive: 'Nichts vergessen. | Forget nothing.',
          goal: 'Eine Liste, die man abhaken kann. | A list to tick off.',
          mood: ['relieved'],
          is: ['momentOfTruth', 'selfService'],
          at: ['cem', 't-packing', 't-catalogue', 'i-pack-list', 'a-search'],
          behind:
            'Zwölf Listen, jede von jemandem, der die Tour gegangen ist. | Twelve lists, each by somebody who walked the tour.',
          feels: {
            jule: 1,
            cem: [2, 'Genau die Gewichte, die er sonst selbst wiegt. | The very weights he would weigh himself.'],
          },
        },
      ],
    },
    {
      id: 'visit',
      name: 'Erster Besuch | First visit',
      about: 'Zehn Sekunden, um dazubleiben. | Ten seconds to stay.',
      steps: [
        {
          id: 'home',
          name: 'Sieht sich um | Looks around',
          about:
            'Startseite, Daumen scrollt, Blick sucht etwas Vertrautes. | Home page, thumb scrolls, eyes look for something familiar.',
          feeling: 'Aufgeräumt, aber wo ist oben? | Tidy, but where is the top?',
          motive: 'Prüfen, ob der Laden etwas taugt. | See whether the shop is any good.',
          mood: ['curious'],
          is: ['start', 'selfService'],
          on: ['Home Viewed'],
          at: ['t-home', 'a-shop', 'a-app', 'o-visit'],
          behind:
            'Die Bühne wechselt nach Wetter; wer neu ist, sieht Regen in Kiel. | The stage changes with the weather; newcomers see rain in Kiel.',
          feels: { jule: [0, 'Sucht die Suche. | Searches for the search.'], cem: 0 },
        },
        {
          id: 'promo',
          name: 'Liest eine Aktion | Reads a promotion',
          about: '„Herbstaufbruch“: drei Bündel zum Festpreis. | “Autumn start”: three bundles at a fixed price.',
          feeling: 'Klingt gut, wo ist der Haken? | Sounds good, where is the catch?',
          motive: 'Einen fairen Preis mitnehmen. | Take a fair price along.',
          mood: ['unsure'],
          on: ['Promotion Viewed'],
          at: ['t-promo', 'i-stock-promo', 'o-stock', 'a-mailer'],
          behind:
            'Ob das Bündel noch da ist, prüft bis heute ein Mensch. | Whether the bundle is still there is checked by a human to this day.',
          feels: {
            jule: 1,
            cem: [-1, 'Die Kindergröße ist im Bündel schon aus. | The child’s size is sold out in the bundle.'],
          },
        },
      ],
    },
    {
      id: 'known',
      name: 'Bekannt werden | Becoming known',
      about: 'Wer bleibt, sagt uns den Namen. | Who stays tells us their name.',
      steps: [
        {
          id: 'consent',
          name: 'Sagt Ja zum Newsletter | Says yes to the newsletter',
          about:
            'Ein Satz, kein Häkchen vorweg. Vier von fünf sagen Ja. | One sentence, nothing ticked. Four in five say yes.',
          feeling: 'Ich entscheide das. | I decide that.',
          motive: 'Von Aktionen hören, ohne überschwemmt zu werden. | Hear of offers without being flooded.',
          mood: ['trusting'],
          on: [eventWith('Consent Changed', 'state', 'granted')],
          at: ['t-consent', 'n-own', 'o-consent', 'a-crm'],
          behind:
            'Wortlaut, Zeit und Ort werden bei der Einwilligung gespeichert. | Wording, time and place are kept with the consent.',
          feels: {
            jule: 0,
            cem: [1, 'Sieht sofort, wo man es wieder abstellt. | Sees at once where to switch it off again.'],
          },
        },
        {
          id: 'account',
          name: 'Eröffnet ein Konto | Opens an account',
          about:
            'Name, Mail, Passwort. Fertig, bevor die Bahn hält. | Name, mail, password. Done before the train stops.',
          feeling: 'Schneller als gedacht. | Quicker than expected.',
          motive: 'Merkliste und Adressen behalten. | Keep wish list and addresses.',
          mood: ['glad'],
          on: ['Account Created'],
          at: ['t-sign-up', 'o-profile', 'a-shop'],
          behind:
            'Alles, was vorher namenlos angesehen wurde, gehört jetzt zu dieser Person. | All that was looked at namelessly before now belongs to this person.',
          feels: { jule: [1, 'Der Name war schon ausgefüllt. | The name was filled in already.'], cem: 0 },
        },
        {
          id: 'welcome',
          name: 'Wird begrüßt | Is welcomed',
          about:
            'Eine kurze Mail von zwei Menschen mit Foto und Durchwahl. | A short mail by two people with photo and extension.',
          feeling: 'Nett, die gibt es wirklich. | Nice, they do exist.',
          motive: 'Wissen, an wen man sich wendet. | Know whom to turn to.',
          mood: ['trusting'],
          is: ['end'],
          on: [{ flow: 'welcome', step: 'greeting', what: 'sent' }],
          at: ['t-welcome', 'a-mailer'],
          behind:
            'Die Orchestrierung schreibt nur, wer zugestimmt hat. | Orchestration writes only to those who agreed.',
          feels: { jule: 1, cem: 1 },
        },
      ],
    },
  ],
  ways: [
    ['idea', 'post', 0.5],
    ['idea', 'list', 0.5],
    ['post', 'home', 0.6],
    ['list', 'home', 0.4],
    ['home', 'promo', 0.3],
    ['promo', 'home', 0.4, { label: 'Noch nicht das Richtige | Not the right thing yet' }],
    ['home', 'consent', 0.2],
    ['promo', 'consent', 0.3],
    ['home', 'account', 0.1],
    ['promo', 'account', 0.1],
    ['consent', 'account', 0.9],
    ['account', 'welcome', 0.8, { withinH: 1 }],
  ],
}
