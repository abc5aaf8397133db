// Which ticket systems there are: one line each. Calls nobody.
import type { OpenTicketSystem } from '@lotse/core/insights'
import type { TicketSystemKind } from '@lotse/protocol'
import { openGeneric } from './generic/system.ts'
import { openGithub } from './github/system.ts'
import { openGitlab } from './gitlab/system.ts'
import { openJiraCloud, openJiraDataCenter } from './jira/system.ts'
import { openRedmine } from './redmine/system.ts'

/** How connections to each kind of system are made; a kind that is not here is not there yet. */
export type TicketSystems = { readonly [K in TicketSystemKind]?: OpenTicketSystem }

/** All systems. */
export const ticketSystems: TicketSystems = {
  redmine: openRedmine,
  jiraCloud: openJiraCloud,
  jiraDataCenter: openJiraDataCenter,
  github: openGithub,
  gitlab: openGitlab,
  generic: openGeneric,
}
