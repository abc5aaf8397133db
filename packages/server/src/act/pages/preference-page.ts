// Operations on the page on which customers choose their topics: what stands on it, changing it, and how it looks. States no consent.
import { createHash } from 'node:crypto'
import { EVERY_TOPIC } from '@lotse/core/act'
import { Problem } from '@lotse/core/base'
import type { OperationBody, PreferencePage, PublicPage, WorkspaceSettings } from '@lotse/protocol'
import { workspacesOf } from '../../adapters/store/consent.ts'
import { type Db, updateWorkspace, workspaceById } from '../../adapters/store/members.ts'
import { lockSettings, statedTopics } from '../../adapters/store/preference-page.ts'
import { type Api, read, write } from '../../base/operation.ts'
import { settingsOf } from '../../base/settings.ts'
import type { World } from '../../base/world.ts'
import { logoPath } from '../../brand/logo.ts'
import { differencesOf } from '../../privacy/audit/differences.ts'
import { PLAIN } from './html.ts'
import { type Choice, type Host, type Shown, show } from './show.ts'
import { topicsOf } from './topics.ts'
import { type Language, words } from './words.ts'

/** Registers the operations. */
export function preferencePageRoutes(api: Api): void {
  read(api, 'getPreferencePage', ({ db, caller }) => shownPage(db, caller.workspaceId))

  write(api, 'setPreferencePage', async ({ db, caller: { workspaceId }, body, changed }) => {
    const before = settingsOf(await lockSettings(db, workspaceId))
    if (body.revision !== undefined && body.revision !== revisionOf(before))
      throw new Problem('conflict', { revision: revisionOf(before) })
    const settings = { topics: body.topics, pageTexts: body.texts }
    await updateWorkspace(db, workspaceId, { settings })
    changed(differencesOf(pageOf(before), settings))
    return shownPage(db, workspaceId)
  })

  read(api, 'previewPublicPage', async ({ world, caller, body }) => {
    const host = await previewHost(world, caller.workspaceId, body)
    return { html: previewOf(host, body.page).text }
  })
}

const pageOf = ({ topics, pageTexts }: WorkspaceSettings) => ({ topics, pageTexts })

const revisionOf = (settings: WorkspaceSettings): string =>
  createHash('sha256')
    .update(JSON.stringify(pageOf(settings)))
    .digest('base64url')
    .slice(0, 22)

async function shownPage(db: Db, workspaceId: number): Promise<PreferencePage> {
  const settings = settingsOf((await workspaceById(db, workspaceId))?.settings)
  const stated = await statedTopics(db, workspaceId)
  return {
    revision: revisionOf(settings),
    topics: settings.topics,
    texts: settings.pageTexts,
    usual: { de: usualOf('de'), en: usualOf('en') },
    stated: stated.filter(({ topic }) => topic !== EVERY_TOPIC),
  }
}

function usualOf(language: Language) {
  const { preferencesTitle: title, preferencesAsk: ask, preferencesSaved: saved } = words[language]
  return { title, ask, saved }
}

/** The page of the workspace under its brand, with topics and texts that need not be stored. */
async function previewHost(
  { pool }: World,
  workspaceId: number,
  { language, topics, texts }: OperationBody<'previewPublicPage'>,
): Promise<Host> {
  const workspace = (await workspacesOf(pool, [workspaceId])).get(workspaceId)
  return {
    workspace: workspace?.name ?? '',
    settings: { topics, pageTexts: texts },
    language,
    look: workspace ? { color: workspace.color, logoUrl: logoPath(workspace.logoKey) } : PLAIN,
  }
}

/** A page as somebody sees it who agreed to the first topic and to no other. */
function previewOf(host: Host, page: PublicPage): Shown {
  const offered = topicsOf(host.settings, host.language).filter((topic) => topic.offered)
  const topic = offered[0]?.key ?? ''
  switch (page) {
    case 'preferences':
    case 'saved': {
      const choices = offered.map(
        ({ key, name, description }, at): Choice => ({
          topic: key,
          name,
          description,
          granted: at === 0,
          waiting: false,
        }),
      )
      return show.preferences(host, { choices, saved: page === 'saved' })
    }
    case 'unsubscribed':
      return show.unsubscribed(host, { topic, preferencesUrl: '#' })
    default:
      return show[page](host, { topic })
  }
}
