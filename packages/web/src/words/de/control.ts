// German words of Mission Control, flows, messages, inputs and sources.
import type * as en from '../en/control.ts'
import type { Same } from '../same.ts'

/** Mission Control. */
export const control: Same<typeof en.control> = {
  title: 'Leitstand',
  figures: {
    label: 'Zahlen des Augenblicks',
    rate: 'Ereignisse je Sekunde',
    rateNote: 'letzte 60 Minuten, je Minute',
    moving: 'Kunden in Bewegung',
    movingNote: 'mit Ereignis in der letzten Minute',
    inFlows: 'Kunden in Orchestrierungen',
    inFlowsNote_zero: 'zurzeit niemand',
    inFlowsNote_one: 'in {{formatted}} Orchestrierung',
    inFlowsNote_other: 'in {{formatted}} Orchestrierungen',
    lag: 'Verzug der Verarbeitung',
    lagNote: 'Alter des ältesten wartenden Ereignisses',
    lagNone: 'keiner',
    chart: '{{label}}: von {{low}} bis {{high}}',
    atLeast: '≥ {{value}}',
  },
  needs: {
    title: 'Braucht Sie',
    none: 'Nichts steckt fest.',
    noneText: 'Was sich nicht von selbst bewegt, erscheint hier, mit dem Grund und dem nächsten Schritt.',
    since: 'seit {{time}}',
    message_dead_one: '{{formatted}} Nachricht konnte nicht gesendet werden',
    message_dead_other: '{{formatted}} Nachrichten konnten nicht gesendet werden',
    message_unknown_one: '{{formatted}} Nachricht kam vielleicht an, vielleicht nicht',
    message_unknown_other: '{{formatted}} Nachrichten kamen vielleicht an, vielleicht nicht',
    message_overdue_one: '{{formatted}} Nachricht ist überfällig',
    message_overdue_other: '{{formatted}} Nachrichten sind überfällig',
    input_set_aside_one: '{{formatted}} Eingang wurde zurückgestellt, weil eine Regel fehlschlug',
    input_set_aside_other: '{{formatted}} Eingänge wurden zurückgestellt, weil eine Regel fehlschlug',
    events_refused_one: '{{formatted}} Ereignis wurde abgelehnt',
    events_refused_other: '{{formatted}} Ereignisse wurden abgelehnt',
    bucket_unowned_one: '{{formatted}} von 256 Abschnitten wird nicht bearbeitet',
    bucket_unowned_other: '{{formatted}} von 256 Abschnitten werden nicht bearbeitet',
    engine_behind: 'Die Verarbeitung ist im Verzug',
    flow_paused: 'Die Orchestrierung „{{flow}}“ ist angehalten',
    help: {
      message_dead:
        'Alle Versuche sind aufgebraucht. Sehen Sie den Grund an, beheben Sie ihn und versuchen Sie es erneut.',
      message_unknown:
        'Die Gegenstelle verstummte nach der Übergabe. Lotse versucht es mit demselben Schlüssel erneut.',
      message_overdue: 'Der Kanal antwortet langsam oder gar nicht. Lotse versucht es weiter.',
      input_set_aside: 'Die anderen Eingänge des Kunden liefen weiter. Wenden Sie ihn nach der Behebung erneut an.',
      events_refused:
        'Die Absender wissen davon. Sehen Sie die Gründe an, bessern Sie die Quelle, spielen Sie sie neu ein.',
      bucket_unowned: 'Eine Engine ist stehen geblieben. Andere übernehmen binnen 15 Sekunden.',
      engine_behind:
        'Es kommt mehr an, als bearbeitet wird. Nichts geht verloren; der Rückstand wird aufgeholt oder braucht eine weitere Engine.',
      flow_paused: 'Wer darin ist, bleibt, wo er ist, bis es weitergeht.',
    },
    act: {
      message_dead: 'Nachrichten ansehen',
      message_unknown: 'Nachrichten ansehen',
      input_set_aside: 'Eingänge ansehen',
      events_refused: 'Ereignisse ansehen',
      flow_paused: 'Orchestrierung öffnen',
    },
  },
  messages: {
    title: 'Nachrichten',
    note: 'alle bisher, nach Zustand',
    none: 'Es wurde noch keine Nachricht gesendet.',
  },
  recent: { title: 'Gerade eben', none: 'Kein Ereignis in der letzten Minute.' },
  flows: {
    title: 'Orchestrierungen',
    none: 'Noch ist keine Orchestrierung veröffentlicht.',
    noneText:
      'Orchestrierungen reagieren auf Ereignisse: Sie warten, entscheiden und senden. Legen Sie eine über die API an; sie erscheint sofort hier.',
    docs: 'API-Beschreibung lesen',
    figures: '{{entered}} begonnen · {{active}} jetzt darin · {{ended}} beendet',
  },
  first: {
    title: 'Senden Sie Ihr erstes Ereignis',
    text: 'Lotse hört auf das, was in Ihrem Shop, Ihrer App oder Ihrem Service geschieht. Kopieren Sie eines davon in ein Terminal oder in Ihren Code:',
    done: 'Lotse hört zu',
    waiting: 'Wartet auf Ihr erstes Ereignis …',
    arrived: 'Ihr erstes Ereignis ist da: „{{name}}“.',
    see: 'Kunden ansehen',
    noSource: 'Ereignisse kommen aus einer Quelle mit eigenem Schreibschlüssel. Legen Sie die erste an:',
    create: 'Quelle anlegen',
    sourceName: 'Mein Shop',
    ask: 'Fragen Sie jemanden mit der Rolle „Daten“ oder „Admin“ nach dem Schreibschlüssel einer Quelle.',
  },
}

/** Orchestrations: diagram, list and page. */
export const flow: Same<typeof en.flow> = {
  title: 'Orchestrierungen',
  diagram: 'Schritte von „{{name}}“ mit den Menschen in jedem',
  trigger: 'Beginnt mit',
  started: 'begonnen',
  in: 'hinein',
  waiting: 'warten',
  out: 'weiter',
  passed: 'durchlaufen',
  reached: 'angekommen',
  otherwise: 'sonst',
  timeout: 'Zeit abgelaufen',
  case: 'Fall {{number}}',
  kind: {
    branch: 'Entscheiden',
    exit: 'Ende',
  },
  quoted: '„{{name}}“',
  short: {
    wait: '{{time}} warten',
    wait_until: 'Bis {{time}}',
    wait_for: 'Auf {{events}} warten',
    send: 'E-Mail {{template}}',
    webhook: '{{host}} aufrufen',
    set_trait: '{{trait}} setzen',
  },
  status: { draft: 'Entwurf', published: 'Veröffentlicht', paused: 'Angehalten', archived: 'Archiviert' },
  list: {
    name: 'Name',
    status: 'Zustand',
    version: 'Version',
    updated: 'Geändert',
    none: 'Es gibt noch keine Orchestrierung',
    noneText:
      'Senden Sie ein Flow-Dokument an /api/v1/flows und veröffentlichen Sie es. Die API-Beschreibung zeigt ein Beispiel.',
    never: 'nicht veröffentlicht',
  },
  page: {
    steps: 'Schritte',
    draftOnly: 'Diese Orchestrierung wurde noch nicht veröffentlicht; die Schritte sind die des Entwurfs.',
    resume: 'Fortsetzen',
    ended: 'Wie es endete',
    noneEnded: 'Noch ist kein Lauf beendet.',
    versions: 'Versionen',
    version: 'Version {{version}}',
    by: 'von {{name}}',
    document: 'Dokument',
  },
}

/** Why a run ended, in a few words. */
export const ended: Same<typeof en.ended> = {
  completed: 'am Ende angekommen',
  goal: 'Ziel erreicht',
  exit_rule: 'durch eine Ausstiegsregel früher beendet',
  merged: 'mit einem älteren Lauf derselben Person vereint',
  discarded: 'beim Anhalten verworfen',
  step_limit: 'abgebrochen: zu viele Schritte',
  stopped: 'beendet',
}

/** Messages that need attention. */
export const messages: Same<typeof en.messages> = {
  title: 'Nachrichten',
  filter: 'Welche Nachrichten',
  state: {
    queued: 'In der Warteschlange',
    claimed: 'In Vorbereitung',
    handed: 'In Übergabe',
    unknown: 'Unklar',
    accepted: 'Angenommen',
    refused: 'Abgelehnt',
    dead: 'Aufgegeben',
    delivered: 'Zugestellt',
    bounced: 'Unzustellbar',
    complained: 'Beschwerde',
    opened: 'Geöffnet',
    clicked: 'Geklickt',
    suppressed: 'Zurückgehalten',
    cancelled: 'Abgebrochen',
  },
  none: {
    dead: 'Keine Nachricht wurde aufgegeben',
    unknown: 'Keine Nachricht ist unklar',
    refused: 'Keine Nachricht wurde abgelehnt',
    suppressed: 'Keine Nachricht wurde zurückgehalten',
  },
  noneText: 'Nachrichten, die einen Blick brauchen, erscheinen hier, jede mit ihrem Grund.',
  customer: 'Kunde',
  what: 'Nachricht',
  reason: 'Grund',
  tries: 'Versuche',
  created: 'Angelegt',
  actions: 'Aktionen',
  retry: 'Erneut versuchen',
  retried: 'Wieder eingereiht',
  discard: 'Aufgeben',
  discarded: 'Abgebrochen',
  retryAll: 'Alle erneut versuchen',
  retriedAll_one: '{{formatted}} Nachricht wurde wieder eingereiht.',
  retriedAll_other: '{{formatted}} Nachrichten wurden wieder eingereiht.',
  noReason: 'kein Grund angegeben',
}

/** Inputs that went wrong. */
export const inputs: Same<typeof en.inputs> = {
  title: 'Eingänge',
  filter: 'Welche Eingänge',
  setAside: 'Zurückgestellt',
  refused: 'Abgelehnte Ereignisse',
  noneSetAside: 'Nichts ist zurückgestellt',
  noneSetAsideText:
    'Lässt ein Eingang eine Regel fehlschlagen, wartet er hier mit dem Grund; alles andere läuft weiter.',
  noneRefused: 'Kein Ereignis wurde abgelehnt',
  noneRefusedText:
    'Schlechte Ereignisse aus guten Lieferungen bleiben hier mit ihrem Grund, damit nichts still verloren geht.',
  replay: 'Erneut anwenden',
  replayed: 'Erneut angewendet',
  stack: 'Technische Einzelheiten',
  raw: 'Wie gesendet',
  field: 'Feld {{field}}',
  customer: 'Kunde {{id}}',
  from: 'aus {{source}}',
}

/** Sources of events. */
export const sources: Same<typeof en.sources> = {
  title: 'Quellen',
  none: 'Es gibt noch keine Quelle',
  noneText:
    'Eine Quelle steht für einen Shop, eine App oder ein System. Ihr Schreibschlüssel lässt sie Ereignisse senden, sonst nichts.',
  create: 'Quelle anlegen',
  name: 'Name der Quelle',
  namePlaceholder: 'Web-Shop',
  key: 'Schreibschlüssel',
  keyHint: 'Darf in Webseiten und Apps stehen: Er kann nur Ereignisse hinzufügen.',
  created: 'angelegt am {{date}}',
  revoked: 'Widerrufen',
  revoke: 'Widerrufen',
  revokeAsk: 'Ereignisse mit diesem Schlüssel werden ab jetzt abgelehnt. Widerrufen?',
  revokeYes: 'Schlüssel widerrufen',
  revokeNo: 'Behalten',
  how: 'So senden Sie',
  as: 'Code für',
  terminal: 'Terminal',
  browser: 'Browser',
  node: 'Node.js',
}
