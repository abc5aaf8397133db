// All German words (Sie-form).
import type { words as english } from '../en/index.ts'
import type { Same } from '../same.ts'
import { access, account, entry, tokens } from './account.ts'
import { journeys, library, map, measuring } from './atlas.ts'
import { atlas, impact, kinds, terms } from './atlas-whole.ts'
import { canvas } from './canvas.ts'
import { conditions } from './conditions.ts'
import { control } from './control.ts'
import { channels, customer, customers, why } from './customer.ts'
import { design } from './design.ts'
import { events } from './events.ts'
import { exchange } from './exchange.ts'
import { feed } from './feed.ts'
import { feedback } from './feedback.ts'
import { ended, flow } from './flows.ts'
import { graph } from './graph.ts'
import { health } from './health.ts'
import { home } from './home.ts'
import { hours } from './hours.ts'
import { imports } from './imports.ts'
import { files, hooks, mapping } from './incoming.ts'
import { inputs } from './inputs.ts'
import { insightDeciding, insightWork } from './insight-deciding.ts'
import { insightExchange, insightPictures, insightSheet } from './insight-exchange.ts'
import { insightLink, sharedInsight } from './insight-link.ts'
import { insightMonitor } from './insight-monitor.ts'
import { insightPage } from './insight-page.ts'
import { insightSettings } from './insight-settings.ts'
import { insights } from './insights.ts'
import { backups, held } from './keeping.ts'
import { kept } from './kept.ts'
import { lanes } from './lanes.ts'
import { list } from './list.ts'
import { matrix } from './matrix.ts'
import { measures } from './measures.ts'
import { messages, templates } from './messages.ts'
import { motion } from './motion.ts'
import { origins } from './origins.ts'
import { owners } from './owners.ts'
import { pictures } from './pictures.ts'
import { preferences } from './preferences.ts'
import { audit, privacy } from './privacy.ts'
import { problem } from './problem.ts'
import { reality } from './reality.ts'
import { segments } from './segments.ts'
import { brand, invitation, members, settings, units } from './settings.ts'
import { shared, sharing } from './sharing.ts'
import { parts, shell, signIn } from './shell.ts'
import { sources } from './sources.ts'
import { stepPage } from './step-page.ts'
import { talk } from './talk.ts'
import { tickets } from './tickets.ts'
import { versions } from './versions.ts'
import { ways } from './ways.ts'

/** Every text of the console in German. */
export const words: Same<typeof english> = {
  access,
  account,
  atlas,
  audit,
  backups,
  brand,
  canvas,
  channels,
  conditions,
  control,
  customer,
  customers,
  design,
  ended,
  entry,
  events,
  exchange,
  feed,
  feedback,
  files,
  flow,
  graph,
  health,
  held,
  home,
  hooks,
  hours,
  imports,
  impact,
  inputs,
  insightExchange,
  insightLink,
  insightPictures,
  insightSheet,
  insights,
  insightDeciding,
  insightPage,
  insightSettings,
  insightMonitor,
  insightWork,
  invitation,
  journeys,
  kept,
  kinds,
  lanes,
  library,
  list,
  map,
  mapping,
  matrix,
  measures,
  measuring,
  members,
  messages,
  motion,
  origins,
  owners,
  parts,
  pictures,
  preferences,
  privacy,
  problem,
  reality,
  segments,
  settings,
  shared,
  sharedInsight,
  sharing,
  shell,
  signIn,
  sources,
  stepPage,
  talk,
  templates,
  terms,
  tickets,
  tokens,
  units,
  versions,
  ways,
  why,
}
