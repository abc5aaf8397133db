// The words of the document that a person gets about her data, in German and English. Says what things are, nothing about anybody.
import type { PersonPiece } from '@lotse/protocol'

/** Words of a document. `fields`: of what the pieces hold; names that stand in events stay as they were sent. */
export type DocumentWords = {
  readonly title: string
  readonly intro: (workspace: string, at: string) => string
  readonly end: string
  readonly source: string
  readonly yes: string
  readonly no: string
  readonly parts: Readonly<Record<PersonPiece['part'], string>>
  readonly fields: Readonly<Record<string, string>>
}

export const documentWords: Readonly<Record<'de' | 'en', DocumentWords>> = {
  de: {
    title: 'Ihre gespeicherten Daten',
    intro: (workspace, at) => `Alles, was ${workspace} am ${at} über Sie gespeichert hatte.`,
    end: 'Ende der Auskunft.',
    source: 'Quelle',
    yes: 'ja',
    no: 'nein',
    parts: {
      identity: 'Kennungen',
      trait: 'Merkmale',
      account: 'Firmen, zu denen Sie gehören',
      consent: 'Einwilligungen, wie sie jetzt gelten',
      run: 'Automatische Abläufe und ihre Entscheidungen',
      message: 'Nachrichten an Sie',
      note: 'Notizen unserer Mitarbeiter',
      refused: 'Eingegangene Daten, die nicht übernommen wurden',
      event: 'Ereignisse',
    },
    fields: {
      value: 'Wert',
      state: 'Stand',
      wording: 'Wortlaut',
      proof: 'Nachweis',
      version: 'Version',
      key: 'Schlüssel',
      reason: 'Grund',
      endedAt: 'Beendet',
      steps: 'Schritte',
      step: 'Schritt',
      at: 'Zeitpunkt',
      left: 'Verlassen durch',
      channel: 'Kanal',
      topic: 'Thema',
      address: 'Adresse',
      request: 'Auftrag',
      sent: 'Gesendet',
      subject: 'Betreff',
      text: 'Text',
      html: 'HTML',
      from: 'Von',
      to: 'An',
      raw: 'Wie gesendet',
      properties: 'Eigenschaften',
      traits: 'Merkmale',
      eventKind: 'Art',
      history: 'Nachgetragen',
      messageId: 'Nummer der Meldung',
      receivedAt: 'Eingegangen',
    },
  },
  en: {
    title: 'Your stored data',
    intro: (workspace, at) => `Everything that ${workspace} had stored about you on ${at}.`,
    end: 'End of the document.',
    source: 'Source',
    yes: 'yes',
    no: 'no',
    parts: {
      identity: 'Identifiers',
      trait: 'Traits',
      account: 'Companies you belong to',
      consent: 'Consents as they hold now',
      run: 'Automatic flows and their decisions',
      message: 'Messages to you',
      note: 'Notes of our staff',
      refused: 'Data that came in and was not taken over',
      event: 'Events',
    },
    fields: {
      value: 'Value',
      state: 'State',
      wording: 'Wording',
      proof: 'Proof',
      version: 'Version',
      key: 'Key',
      reason: 'Reason',
      endedAt: 'Ended',
      steps: 'Steps',
      step: 'Step',
      at: 'Time',
      left: 'Left by',
      channel: 'Channel',
      topic: 'Topic',
      address: 'Address',
      request: 'Order',
      sent: 'Sent',
      subject: 'Subject',
      text: 'Text',
      html: 'HTML',
      from: 'From',
      to: 'To',
      raw: 'As sent',
      properties: 'Properties',
      traits: 'Traits',
      eventKind: 'Kind',
      history: 'Added later',
      messageId: 'Message id',
      receivedAt: 'Received',
    },
  },
}
