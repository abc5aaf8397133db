// All German words (Sie-form).
import type { words as english } from '../en/index.ts'
import type { Same } from '../same.ts'
import { conditions } from './conditions.ts'
import { control, inputs, sources } from './control.ts'
import { channels, customer, customers, why } from './customer.ts'
import { design } from './design.ts'
import { ended, flow } from './flows.ts'
import { events, inputs, sources } from './events.ts'
import { home } from './home.ts'
import { list } from './list.ts'
import { messages, templates } from './messages.ts'
import { motion } from './motion.ts'
import { problem } from './problem.ts'
import { invitation, members, settings, units } from './settings.ts'
import { parts, shell, signIn } from './shell.ts'

/** Every text of the console in German. */
export const words: Same<typeof english> = {
  channels,
  conditions,
  control,
  customer,
  customers,
  design,
  ended,
  events,
  flow,
  home,
  inputs,
  invitation,
  list,
  members,
  messages,
  motion,
  parts,
  problem,
  settings,
  shell,
  signIn,
  sources,
  templates,
  units,
  why,
}
