// What each public page shows. Pure but for reading the workspace and the customer's choices.
import { consented, EVERY_TOPIC } from '@lotse/core/act'
import { workspacesOf } from '../../adapters/store/consent.ts'
import { type Html, html } from '../../base/html.ts'
import type { World } from '../../base/world.ts'
import { logoPath } from '../../brand/logo.ts'
import { type ChoiceTools, type Chooser, consentsOf } from './choice.ts'
import { type Look, PLAIN, page } from './html.ts'
import { type Topic, topicName, topicsOf } from './topics.ts'
import { fill, type Language, languageOf, type Words, wordsOf } from './words.ts'

/** Whose page it is, and in which language. */
export type Host = {
  readonly workspace: string
  readonly settings: unknown
  readonly language: Language
  readonly look: Look
}

/** A page with its HTTP status. */
export type Shown = { readonly status: number; readonly text: string; readonly look: Look }

/** One topic on the preference page. */
export type Choice = {
  readonly topic: string
  readonly name: string
  readonly description?: string | undefined
  readonly granted: boolean
  readonly waiting: boolean
}

/** The workspace of a link. */
export async function hostOf(world: World, workspaceId: number, accepts: string | undefined): Promise<Host> {
  const workspace = (await workspacesOf(world.pool, [workspaceId])).get(workspaceId)
  return {
    workspace: workspace?.name ?? '',
    settings: workspace?.settings,
    language: languageOf(accepts, workspace?.locale ?? 'en'),
    look: workspace ? { color: workspace.color, logoUrl: logoPath(workspace.logoKey) } : PLAIN,
  }
}

/**
 * The topics that are offered, then those the customer has ever said something about. One that is no longer offered stays with those who
 * have it or wait for it, so that they can leave it.
 */
export async function choicesOf(tools: ChoiceTools, chooser: Chooser, host: Host): Promise<readonly Choice[]> {
  const consents = await consentsOf(tools, chooser)
  const named = topicsOf(host.settings, host.language)
  const others = consents
    .map((consent) => consent.topic)
    .filter((topic) => topic !== EVERY_TOPIC && !named.some(({ key }) => key === topic))
  const all: readonly Topic[] = [...named, ...others.sort().map((key) => ({ key, name: key, offered: true }))]
  return all
    .map(({ key, name, description, offered }) => ({
      topic: key,
      name,
      description,
      offered,
      granted: consented(consents, key),
      waiting: consents.some((consent) => consent.topic === key && consent.state === 'requested'),
    }))
    .filter(({ offered, granted, waiting }) => offered || granted || waiting)
}

/** All pages. */
export const show = {
  unsubscribe: (host: Host, { topic }: { readonly topic: string }): Shown =>
    shown(host, 'unsubscribeTitle', [
      said(host, 'unsubscribeAsk', topic),
      form(button(wordsOf(host).unsubscribeButton)),
    ]),

  /** `preferencesUrl`: where all topics can be chosen from. */
  unsubscribed: (
    host: Host,
    { topic, preferencesUrl }: { readonly topic: string; readonly preferencesUrl: string },
  ) => {
    const more = html`<p><a href="${preferencesUrl}">${wordsOf(host).toPreferences}</a></p>`
    return shown(host, 'unsubscribeTitle', [news(host, 'unsubscribeDone', topic), more])
  },

  confirm: (host: Host, { topic }: { readonly topic: string }): Shown =>
    shown(host, 'confirmTitle', [said(host, 'confirmAsk', topic), form(button(wordsOf(host).confirmButton))]),

  confirmed: (host: Host, { topic }: { readonly topic: string }): Shown =>
    shown(host, 'confirmTitle', [news(host, 'confirmDone', topic)]),

  expired: (host: Host): Shown => ({ ...shown(host, 'expiredTitle', [said(host, 'expired')]), status: 410 }),

  preferences: (
    host: Host,
    { choices, saved }: { readonly choices: readonly Choice[]; readonly saved: boolean },
  ): Shown => {
    const status = saved ? [news(host, 'preferencesSaved')] : []
    if (choices.length === 0) return shown(host, 'preferencesTitle', [...status, said(host, 'preferencesNone')])
    return shown(host, 'preferencesTitle', [...status, preferenceForm(host, choices)])
  },

  invalid: (accepts: string | undefined): Shown => {
    const language = languageOf(accepts, 'en')
    const { invalidTitle: title, invalid } = wordsOf({ language })
    return { status: 403, text: page(language, { title, body: html`<p>${invalid}</p>` }), look: PLAIN }
  },
} as const

type Word = keyof Words

function shown(host: Host, title: Word, parts: readonly Html[]): Shown {
  const { language, workspace, look } = host
  const facts = { title: sentence(host, title), by: workspace, body: html`${parts}`, look }
  return { status: 200, text: page(language, facts), look }
}

function sentence(host: Host, word: Word, topic?: string): string {
  const { language, workspace, settings } = host
  return fill(wordsOf(host)[word], {
    workspace,
    ...(topic === undefined ? {} : { topic: topicName(settings, topic, language) }),
  })
}

const said = (host: Host, word: Word, topic?: string): Html => html`<p>${sentence(host, word, topic)}</p>`
const news = (host: Host, word: Word, topic?: string): Html => html`<p role="status">${sentence(host, word, topic)}</p>`
const button = (text: string): Html => html`<button type="submit">${text}</button>`
/** Posts to the very address it stands at, so that the signed link goes with it. */
const form = (inner: Html): Html => html`<form method="post">${inner}</form>`

function preferenceForm(host: Host, choices: readonly Choice[]): Html {
  const { preferencesSave, preferencesAll, waiting } = wordsOf(host)
  const boxes = choices.map(({ topic, name, description, granted, waiting: waits }) => {
    const mark = granted ? html` checked` : html``
    const note = waits ? html` <small>(${waiting})</small>` : html``
    const about = description === undefined ? html`` : html`<small class="about">${description}</small>`
    return html`<label><input type="checkbox" name="topic" value="${topic}"${mark}><span>${name}${note}${about}</span></label>`
  })
  const legend = html`<legend>${sentence(host, 'preferencesAsk')}</legend>`
  const all = html`<button type="submit" name="all" value="1" class="quiet">${preferencesAll}</button>`
  return form(html`<fieldset>${legend}${boxes}</fieldset>${button(preferencesSave)}${all}`)
}
