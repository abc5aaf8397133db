// The list of step kinds. A new kind is one file here, its document in protocol, and one line below.
import type { FlowStep } from '@lotse/protocol'
import type { CompiledStep } from '../step.ts'
import { branchStep } from './branch.ts'
import { exitStep } from './exit.ts'
import { sendStep } from './send.ts'
import { setTraitStep } from './set-trait.ts'
import { waitStep } from './wait.ts'
import { waitForStep } from './wait-for.ts'
import { waitUntilStep } from './wait-until.ts'
import { webhookStep } from './webhook.ts'

const kinds: { [K in FlowStep['kind']]: (step: Extract<FlowStep, { kind: K }>) => CompiledStep } = {
  wait: waitStep,
  wait_until: waitUntilStep,
  wait_for: waitForStep,
  branch: branchStep,
  send: sendStep,
  webhook: webhookStep,
  set_trait: setTraitStep,
  exit: exitStep,
}

/** Compiles a step's document. */
export function compileStep<K extends FlowStep['kind']>(step: Extract<FlowStep, { kind: K }>): CompiledStep {
  const compile: (step: Extract<FlowStep, { kind: K }>) => CompiledStep = kinds[step.kind as K]
  return compile(step)
}
