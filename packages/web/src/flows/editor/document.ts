// Reads a flow document while it is being written: the whole, its steps' ids, and where a fault stands in the text. Pure.
import type { Diagnostic } from '@codemirror/lint'
import type { ApiFlowFault, FlowDocument } from '@lotse/protocol'
import type { Translate } from '../../words/index.ts'
import { faultWords } from '../fault-words.ts'

/** The document, or null while the text is no JSON object. Its form is checked by the server. */
export function documentIn(text: string): FlowDocument | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FlowDocument) : null
  } catch {
    return null
  }
}

/** The ids of the steps, also while the text is no JSON. */
export function stepIdsIn(text: string): string[] {
  const ids = [...text.matchAll(/"id"\s*:\s*"([A-Za-z0-9][\w-]{0,63})"/g)].map(([, id = '']) => id)
  return [...new Set(ids)]
}

/** Where a step is named, or the beginning of the text. */
function spanOf(text: string, step: string | null): { readonly from: number; readonly to: number } {
  const quoted = step === null ? null : new RegExp(`"id"\\s*:\\s*"${step.replace(/[^\w-]/g, '')}"`).exec(text)
  return quoted === null
    ? { from: 0, to: Math.min(1, text.length) }
    : { from: quoted.index, to: quoted.index + quoted[0].length }
}

/** The faults at their places. */
export function placesOf(t: Translate, text: string, faults: readonly ApiFlowFault[]): Diagnostic[] {
  return faults.map((fault) => ({
    ...spanOf(text, fault.step),
    severity: fault.severity,
    message: faultWords(t, fault),
  }))
}
