// What a finding is, and how one is made. Looks at nothing itself.
import { type Finding, type HealthFinding, healthFindings } from '@lotse/protocol'

/** What fills the sentence about a finding. */
export type Figures = Finding['figures']

/** A finding with its topic and state. */
export function found(name: HealthFinding, figures: Figures = {}): Finding {
  const [topic, state] = healthFindings[name]
  return { finding: name, topic, state, figures }
}

/** Those that are not well; where there is none, that all is. */
export function orWell(findings: readonly (Finding | false)[], well: Finding): Finding[] {
  const told = findings.filter((finding) => finding !== false)
  return told.length > 0 ? told : [well]
}
