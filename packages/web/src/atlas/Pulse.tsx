// How many customers are at each step now, while somebody looks at a map that shows it. Draws nothing.
import type { JourneyPulse } from '@lotse/protocol'
import { useStream } from '../live/use.ts'

/** Listens. @param beat - is told how many are at which step; must stay the same function. */
export function Pulse({ journey, beat }: { journey: string; beat: (here: ReadonlyMap<string, number>) => void }): null {
  useStream(`/api/v1/atlas/journeys/${encodeURIComponent(journey)}/live`, 'pulse', (data) =>
    beat(new Map((data as JourneyPulse).steps.map(({ step, here }) => [step, here]))),
  )
  return null
}
