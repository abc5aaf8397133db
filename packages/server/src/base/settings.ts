// Reads the settings of a workspace as they are stored. The only place that does; what is not set, or not readable, is as by default.
import { type WorkspaceSettings, workspaceSettings } from '@lotse/protocol'
import { z } from 'zod'

const { topics, contactsIdentify, blockedIdentities, country, pageTexts, languages } = workspaceSettings.shape

/** Each on its own, so that one that cannot be read does not take the others along. */
const stored = z.object({
  topics: topics.catch([]),
  contactsIdentify: contactsIdentify.catch(true),
  blockedIdentities: blockedIdentities.catch([]),
  country: country.catch(null),
  pageTexts: pageTexts.catch({}),
  languages: languages.catch([]),
})

/**
 * The settings of a workspace.
 *
 * @param settings - as stored; undefined for a workspace that is gone.
 */
export function settingsOf(settings: unknown): WorkspaceSettings {
  return stored.parse(typeof settings === 'object' && settings !== null ? settings : {})
}
