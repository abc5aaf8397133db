// All English words. English is the shape that every other language must have.
import { control, ended, flow, inputs, sources } from './control.ts'
import { channels, customer, customers, why } from './customer.ts'
import { design } from './design.ts'
import { list } from './list.ts'
import { messages, templates } from './messages.ts'
import { motion } from './motion.ts'
import { problem } from './problem.ts'
import { invitation, members, settings, units } from './settings.ts'
import { parts, shell, signIn } from './shell.ts'

/** Every text of the console in English. */
export const words = {
  channels,
  control,
  customer,
  customers,
  design,
  ended,
  flow,
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
