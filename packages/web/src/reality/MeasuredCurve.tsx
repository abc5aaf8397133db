// The feelings of a journey as they are assumed, with what customers of the last 90 days said beside them. Draws nothing itself.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { editionsQuery } from '../atlas/data.ts'
import type { ViewGiven } from '../canvas/views/BlueprintView.tsx'
import { CurveView } from '../canvas/views/CurveView.tsx'
import { feelingsOf } from './answers.ts'
import { numbersQuery } from './data.ts'
import { daysOf } from './span.ts'

/** The view. */
export function MeasuredCurve({ journey, ...shown }: ViewGiven & { readonly journey: string }) {
  const measured = (useQuery(editionsQuery(journey)).data?.length ?? 0) > 0
  const asked = daysOf('90d', Date.now())
  const numbers = useQuery({ ...numbersQuery(journey, asked), enabled: measured }).data
  const felt = useMemo(() => feelingsOf(numbers ?? { steps: [] }), [numbers])
  return <CurveView {...shown} measured={felt} />
}
