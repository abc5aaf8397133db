// German words of sign-in, shell and shared parts.

import type * as en from '../en/shell.ts'
import type { Same } from '../same.ts'

/** Words of the frame around every screen. */
export const shell: Same<typeof en.shell> = {
  title: '{{page}} · Lotse',
  skip: 'Zum Inhalt springen',
  nav: {
    label: 'Hauptnavigation',
    open: 'Navigation öffnen',
    close: 'Navigation schließen',
    home: 'Start',
    control: 'Leitstand',
    journeys: 'Journeys',
    insights: 'Insights',
    improve: 'Verbessern',
    customers: 'Kunden',
    flows: 'Orchestrierungen',
    messages: 'Nachrichten',
    events: 'Ereignisse',
    feedback: 'Feedback',
    sources: 'Quellen',
    settings: 'Einstellungen',
    data: 'Daten',
    perMinute: '{{figure}}/min',
  },
  member: {
    steps: 'Erste Schritte',
    menu: 'Ihr Konto: {{name}}',
    workspace: 'Arbeitsbereich',
    language: 'Sprache',
    scheme: 'Darstellung',
    light: 'Hell',
    dark: 'Dunkel',
    system: 'Wie das System',
    signOut: 'Abmelden',
  },
  palette: {
    open: 'Suchen und tun',
    button: 'Suchen, tun …',
    placeholder: 'Wohin, wer oder was?',
    results: 'Treffer',
    none: 'Nichts gefunden zu „{{typed}}“.',
    setting: 'Einstellungen: {{page}}',
    workspace: 'Arbeitsbereich: {{name}}',
    part: '{{place}}: {{part}}',
    goWords: 'gehe öffne',
    light: 'Hell darstellen',
    dark: 'Dunkel darstellen',
    group: {
      selection: 'Mit der Auswahl',
      here: 'Auf dieser Seite',
      create: 'Anlegen',
      go: 'Gehe zu',
      account: 'Oberfläche',
    },
  },
  keys: {
    title: 'Tastenkürzel',
    single: 'Kürzel aus einzelnen Buchstaben',
    singleHint: 'Schalten Sie sie aus, wenn Spracheingabe oder Braillezeile sie versehentlich auslöst.',
    on: 'Kürzel aus einzelnen Buchstaben einschalten',
    off: 'Kürzel aus einzelnen Buchstaben ausschalten',
    inLists: 'In Listen',
    list: {
      move: 'Durch die Zeilen gehen',
      extend: 'Auswahl erweitern',
      select: 'Zeile auswählen',
      all: 'Alle geladenen Zeilen auswählen',
      open: 'Zeile öffnen',
      ends: 'Erste und letzte Zeile',
    },
  },
  missing: {
    short: 'Nicht gefunden',
    title: 'Unter dieser Adresse gibt es nichts',
    text: 'Vielleicht ist der Link veraltet, oder es fehlt ein Zeichen.',
    home: 'Zur Startseite',
  },
  notForYou: {
    title: 'Nicht für Ihre Rolle',
    heading: 'Diese Seite gehört nicht zu Ihrer Rolle',
    text: 'Sie arbeiten hier mit der Rolle „{{role}}“. Wenn Sie die Seite brauchen, kann ein Admin Ihnen eine weitere Rolle geben.',
  },
}

/** Words of sign-in and first set-up. */
export const signIn: Same<typeof en.signIn> = {
  title: 'Anmelden',
  claim: 'Jede Kundenreise, live.',
  with: 'mit Lotse',
  email: 'E-Mail',
  password: 'Passwort',
  submit: 'Anmelden',
  ended: 'Ihre Sitzung ist beendet. Bitte melden Sie sich erneut an.',
  setup: {
    title: 'Ersten Admin einrichten',
    text: 'Dieses Konto verwaltet den Arbeitsbereich. Weitere Personen können Sie später einladen.',
    done: 'Es gibt schon einen Admin. Bitte melden Sie sich an.',
    fieldInvalid: 'Das ist so nicht verwendbar. Bitte prüfen Sie es.',
    name: 'Ihr Name',
    password: 'Passwort wählen',
    submit: 'Admin anlegen und anmelden',
    noLink: 'Diese Seite braucht den Einmal-Link',
    noLinkText: 'Kopieren Sie den ganzen Link aus der Startausgabe des Servers. Er gilt einmal.',
    toSignIn: 'Zur Anmeldung',
  },
}

/** Words of parts that many screens share. */
export const parts: Same<typeof en.parts> = {
  loading: 'Wird geladen …',
  retry: 'Erneut versuchen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  more: 'Mehr anzeigen',
  none: '–',
  cancel: 'Abbrechen',
  close: 'Schließen',
  before: 'vorher',
  after: 'nachher',
  undo: 'Rückgängig',
  undone: 'Rückgängig gemacht',
  undoing: 'Wird rückgängig gemacht …',
  undoFailed: 'Nicht rückgängig gemacht. {{reason}}',
  messages: 'Meldungen der Oberfläche',
  removeFilter: 'Filter „{{name}}“ entfernen',
  typeToConfirm: 'Zur Bestätigung „{{word}}“ eintippen',
  controlKey: 'Strg',
  live: {
    connecting: 'verbindet',
    open: 'live',
    waiting: 'verbindet neu',
    waitingText:
      'Die Live-Verbindung ist seit {{time}} unterbrochen. Die Zahlen unten sind von diesem Zeitpunkt; Lotse verbindet sich selbst neu.',
  },
  ago: {
    now: 'gerade eben',
  },
}
