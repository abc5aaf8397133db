// All English words. English is the shape that every other language must have.
import { control, ended, flow, inputs, messages, sources } from './control.ts'
import { channels, customer, customers, why } from './customer.ts'
import { list } from './list.ts'
import { problem } from './problem.ts'
import { parts, shell, signIn } from './shell.ts'

/** Every text of the console in English. */
export const words = {
  channels,
  control,
  customer,
  customers,
  ended,
  flow,
  inputs,
  list,
  messages,
  parts,
  problem,
  shell,
  signIn,
  sources,
  why,
}
