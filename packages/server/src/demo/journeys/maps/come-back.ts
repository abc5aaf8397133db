// The demo company's journey of coming back after a long silence. Data alone.
import type { JourneyPlan } from '../plan.ts'

/** As it is. */
export const comeBack: JourneyPlan = {
  id: 'come-back',
  owner: 'marketing',
  name: 'Nach langer Zeit zurückkehren | Return after a long time',
  about:
    'Sechzig Tage still. Manche sind fertig ausgerüstet, manche verärgert, die meisten haben uns nur vergessen. | Sixty quiet days. Some are fully equipped, some are cross, most have merely forgotten us.',
  goal: 'Einen Grund haben, der nicht Rabatt heißt. | Have a reason that is not a discount.',
  level: 'journey',
  state: 'asIs',
  under: 'life-cycle',
  ofStep: 'life-cycle.come-back',
  idleMin: 20_160,
  personas: ['jule', 'gerda'],
  dimensions: {
    channels: ['c-email', 'c-web', 'c-app', 'c-store'],
    segments: ['seg-quiet'],
    products: ['NL-1803'],
    brands: ['brand-second'],
  },
  lanes: [
    'live',
    'emotion:jule',
    'emotion:gerda',
    'persona',
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
      id: 'silence',
      name: 'Stille | Silence',
      about: 'Nichts kaputt, nichts geplant. | Nothing broken, nothing planned.',
      steps: [
        {
          id: 'quiet',
          name: 'Denkt nicht an uns | Does not think of us',
          about: 'Winter, Arbeit, die Jacke tut, was sie soll. | Winter, work, the jacket does what it should.',
          feeling: 'Nichts fehlt. | Nothing is missing.',
          motive: 'Ruhe haben. | Be left in peace.',
          is: ['start'],
          at: ['jule', 'gerda', 'a-analytics'],
          behind:
            'Stille heißt oft: zufrieden. Deshalb sechzig Tage, nicht zwanzig. | Silence often means content. Hence sixty days, not twenty.',
          feels: { jule: 0, gerda: 1 },
        },
        {
          id: 'noticed',
          name: 'Fällt durch Abwesenheit auf | Is noticed by absence',
          about:
            'Kein Besuch, keine Bestellung, kein Öffnen seit zwei Monaten. | No visit, no order, no opening for two months.',
          feeling: 'Merkt davon nichts. | Notices none of it.',
          motive: 'Nicht belästigt werden. | Not be bothered.',
          actor: 'system',
          at: ['p-winning', 'o-visit', 's-shop'],
          behind: 'Offene Beschwerden halten jede Mail zurück. | Open complaints hold back every mail.',
          feels: { jule: 0, gerda: 0 },
        },
      ],
    },
    {
      id: 'occasion',
      name: 'Anlass | Occasion',
      about: 'Eine Mail, dann Pause. | One mail, then a pause.',
      steps: [
        {
          id: 'invited',
          name: 'Wird persönlich eingeladen | Is invited personally',
          about:
            '„Ihre Karwendel sind jetzt vier Jahre alt. Neue Sohle gefällig?“ | “Your Karwendel boots are four years old now. Care for a new sole?”',
          feeling: 'Die wissen, was ich trage. | They know what I wear.',
          motive: 'Altes behalten statt Neues kaufen. | Keep the old, not buy new.',
          mood: ['glad'],
          is: ['start', 'momentOfTruth'],
          on: [{ flow: 'win-back', step: 'personal', what: 'sent' }],
          at: ['gerda', 't-return-mail', 'i-quiet-ones', 'a-mailer'],
          behind: 'Nur für Menschen mit mehreren Bestellungen. | Only for people with several orders.',
          feels: {
            jule: 0,
            gerda: [2, 'Ruft in der Werkstatt an, statt zu klicken. | Calls the workshop in place of clicking.'],
          },
        },
        {
          id: 'news',
          name: 'Sieht, was neu ist | Sees what is new',
          about:
            'Drei Dinge seit dem letzten Kauf, keines davon rot durchgestrichen. | Three things since the last purchase, none of them crossed out in red.',
          feeling: 'Ach, die gibt es noch. | Oh, they still exist.',
          motive: 'Kurz schauen. | Have a quick look.',
          mood: ['curious'],
          is: ['start'],
          on: [{ flow: 'win-back', step: 'news', what: 'sent' }],
          at: ['jule', 't-newsletter', 'n-no-nagging'],
          behind: 'Wer einmal gekauft hat und dann nie wieder. | Who bought once and never again.',
          feels: { jule: 1, gerda: 0 },
        },
      ],
    },
    {
      id: 'again',
      name: 'Wieder da | Back again',
      about: 'Der zweite erste Eindruck. | The second first impression.',
      steps: [
        {
          id: 'clicked',
          name: 'Folgt dem Link | Follows the link',
          about:
            'Tippt, landet beim eigenen alten Stück und dem passenden Ersatzteil. | Taps, lands on the own old piece and the spare part for it.',
          feeling: 'Praktisch. | Handy.',
          motive: 'Eine Kleinigkeit erledigen. | Get a small thing done.',
          mood: ['curious'],
          is: ['end'],
          on: [
            { flow: 'win-back', step: 'personal', what: 'clicked' },
            { flow: 'win-back', step: 'news', what: 'clicked' },
          ],
          at: ['o-order', 'a-pim'],
          behind: 'Ein Klick beendet jede weitere Erinnerung. | One click ends all further reminders.',
          feels: { jule: 1, gerda: 0 },
        },
        {
          id: 'look',
          name: 'Stöbert wie früher | Browses as before',
          about:
            'Merkliste vom Vorjahr ist noch da, zwei Dinge gibt es nicht mehr. | Last year’s wish list is still there, two things are gone.',
          feeling: 'Wie ein altes Zimmer. | Like an old room.',
          motive: 'Anknüpfen, wo man aufhörte. | Pick up where one stopped.',
          mood: ['looking-forward'],
          at: ['t-wishlist', 't-home', 'n-keep'],
          behind: 'Eine Merkliste leeren wir nie von selbst. | We never empty a wish list by ourselves.',
          feels: { jule: [-1, 'Was sie wollte, gibt es nicht mehr. | What she wanted is no longer made.'], gerda: 0 },
        },
        {
          id: 'store',
          name: 'Kommt in die Filiale | Comes to the store',
          about:
            'Socken, ein Gespräch, am Ende doch ein Zelt aus dem Zweiten Leben. | Socks, a chat, and in the end a Second Life tent after all.',
          feeling: 'Hier war ich gern. | I used to like it here.',
          motive: 'Anfassen und plaudern. | Touch and chat.',
          mood: ['glad'],
          is: ['end'],
          at: ['t-kiel', 't-hamburg', 't-berlin', 'a-till'],
          behind:
            'Ohne Clubkarte erkennt die Kasse niemanden wieder. | Without a club card the till recognises nobody.',
          feels: { jule: 0, gerda: 2 },
        },
      ],
    },
  ],
  ways: [
    ['quiet', 'noticed', 1],
    ['noticed', 'invited', 0.3],
    ['noticed', 'news', 0.6],
    ['invited', 'clicked', 0.2, { withinH: 168 }],
    ['invited', 'store', 0.1],
    ['news', 'clicked', 0.08],
    ['news', 'quiet', 0.85, { label: 'Noch nicht | Not yet' }],
    ['clicked', 'look', 0.9],
    ['look', 'store', 0.1],
  ],
}
