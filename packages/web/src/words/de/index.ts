// All German words (Sie-form).
import type { words as english } from '../en/index.ts'
import type { Same } from '../same.ts'
import { access, account, entry, tokens } from './account.ts'
import { journeys, library, map, measuring } from './atlas.ts'
import { conditions } from './conditions.ts'
import { control } from './control.ts'
import { channels, customer, customers, why } from './customer.ts'
import { design } from './design.ts'
import { events } from './events.ts'
import { exchange } from './exchange.ts'
import { ended, flow } from './flows.ts'
import { health } from './health.ts'
import { home } from './home.ts'
import { hours } from './hours.ts'
import { files, hooks, mapping } from './incoming.ts'
import { inputs } from './inputs.ts'
import { backups, held } from './keeping.ts'
import { list } from './list.ts'
import { messages, templates } from './messages.ts'
import { motion } from './motion.ts'
import { owners } from './owners.ts'
import { preferences } from './preferences.ts'
import { audit, privacy } from './privacy.ts'
import { problem } from './problem.ts'
import { brand, invitation, members, settings, units } from './settings.ts'
import { parts, shell, signIn } from './shell.ts'
import { sources } from './sources.ts'
import { versions } from './versions.ts'
import { ways } from './ways.ts'

/** Every text of the console in German. */
export const words: Same<typeof english> = {
  access,
  account,
  audit,
  backups,
  brand,
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
  files,
  flow,
  health,
  held,
  home,
  hooks,
  hours,
  inputs,
  invitation,
  journeys,
  library,
  list,
  map,
  mapping,
  measuring,
  members,
  messages,
  motion,
  owners,
  parts,
  preferences,
  privacy,
  problem,
  settings,
  shell,
  signIn,
  sources,
  templates,
  tokens,
  units,
  versions,
  ways,
  why,
}
