// The words of the public pages in German and English. Both languages have the same keys; the compiler sees to it.

import type { PageLanguage } from '@lotse/protocol'
import { settingsOf } from '../../base/settings.ts'

/** Languages of the public pages. */
export type Language = PageLanguage

const en = {
  unsubscribeTitle: 'Unsubscribe',
  unsubscribeAsk: 'Do you no longer want e-mails from {workspace} about “{topic}”?',
  unsubscribeButton: 'Yes, unsubscribe',
  unsubscribeDone: 'You are unsubscribed. {workspace} will not write to you about “{topic}” any more.',
  toPreferences: 'Choose which e-mails you get',
  confirmTitle: 'Confirm your subscription',
  confirmAsk: 'Do you want {workspace} to write to you about “{topic}”?',
  confirmButton: 'Yes, write to me',
  confirmDone:
    'Thank you. {workspace} may now write to you about “{topic}”. You can change your mind at any time with a link in every e-mail.',
  preferencesTitle: 'Your e-mails',
  preferencesAsk: 'What may {workspace} write to you about?',
  preferencesNone: 'There is nothing to choose: {workspace} sends you no e-mails that need your consent.',
  preferencesSave: 'Save',
  preferencesAll: 'Unsubscribe from everything',
  preferencesSaved: 'Your choice is saved.',
  waiting: 'waits for your confirmation',
  invalidTitle: 'This link does not work',
  invalid: 'It may be cut off or altered. Please open it once more from the e-mail, or copy it whole.',
  expiredTitle: 'This link is no longer valid',
  expired: 'Please subscribe once more; you will then get a new e-mail.',
} as const

/** Every text of the pages; `{workspace}` and `{topic}` are filled in. */
export type Words = Readonly<Record<keyof typeof en, string>>

const de: Words = {
  unsubscribeTitle: 'Abmelden',
  unsubscribeAsk: 'Möchten Sie von {workspace} keine E-Mails zum Thema „{topic}“ mehr bekommen?',
  unsubscribeButton: 'Ja, abmelden',
  unsubscribeDone: 'Sie sind abgemeldet. {workspace} schreibt Ihnen nicht mehr zum Thema „{topic}“.',
  toPreferences: 'Auswählen, welche E-Mails Sie bekommen',
  confirmTitle: 'Anmeldung bestätigen',
  confirmAsk: 'Möchten Sie, dass {workspace} Ihnen zum Thema „{topic}“ schreibt?',
  confirmButton: 'Ja, schreiben Sie mir',
  confirmDone:
    'Vielen Dank. {workspace} darf Ihnen nun zum Thema „{topic}“ schreiben. Über einen Link in jeder E-Mail können Sie das jederzeit ändern.',
  preferencesTitle: 'Ihre E-Mails',
  preferencesAsk: 'Wozu darf {workspace} Ihnen schreiben?',
  preferencesNone:
    'Es gibt nichts auszuwählen: {workspace} sendet Ihnen keine E-Mails, die Ihre Einwilligung brauchen.',
  preferencesSave: 'Speichern',
  preferencesAll: 'Von allem abmelden',
  preferencesSaved: 'Ihre Auswahl ist gespeichert.',
  waiting: 'wartet auf Ihre Bestätigung',
  invalidTitle: 'Dieser Link funktioniert nicht',
  invalid:
    'Vielleicht ist er abgeschnitten oder verändert. Bitte öffnen Sie ihn noch einmal aus der E-Mail oder kopieren Sie ihn ganz.',
  expiredTitle: 'Dieser Link gilt nicht mehr',
  expired: 'Bitte melden Sie sich noch einmal an; Sie bekommen dann eine neue E-Mail.',
}

/** By language. */
export const words: Readonly<Record<Language, Words>> = { de, en }

/** The words for a reader: the workspace's own ones where it has any. */
export function wordsOf({ language, settings }: { readonly language: Language; readonly settings?: unknown }): Words {
  const { title, ask, saved } = settingsOf(settings).pageTexts[language] ?? {}
  const usual = words[language]
  return {
    ...usual,
    preferencesTitle: title ?? usual.preferencesTitle,
    preferencesAsk: ask ?? usual.preferencesAsk,
    preferencesSaved: saved ?? usual.preferencesSaved,
  }
}

/**
 * The language of a reader.
 *
 * @param accepts - the browser's Accept-Language header.
 * @param otherwise - language tag that counts when the browser names neither.
 */
export function languageOf(accepts: string | undefined, otherwise: string): Language {
  const wanted = (accepts ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
  const known = wanted.find((tag) => tag === 'de' || tag === 'en')
  return (known ?? otherwise.slice(0, 2).toLowerCase()) === 'de' ? 'de' : 'en'
}

/** Fills a text. */
export function fill(text: string, values: { readonly workspace: string; readonly topic?: string }): string {
  return text.replaceAll('{workspace}', () => values.workspace).replaceAll('{topic}', () => values.topic ?? '')
}
