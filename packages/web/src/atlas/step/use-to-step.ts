// Ways from one step's page to another's: days, channel and segment stay as they were chosen, who was listed does not.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

const FROM = '/shell/journeys/$journeyId/steps/$stepId'

/** The address of a step's page; `change` replaces what it names and leaves the rest. */
export function useStepAddress() {
  const search = useSearch({ from: FROM })
  const navigate = useNavigate({ from: '/journeys/$journeyId/steps/$stepId' })
  const change = useCallback(
    (more: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...more }), replace: true }),
    [navigate],
  )
  return { search, change }
}

/** Links to steps of a journey, and going there. */
export function useToStep(journey: string) {
  const { span, via, seg } = useSearch({ from: FROM })
  const navigate = useNavigate()
  return useMemo(() => {
    const link = (stepId: string) => ({
      to: '/journeys/$journeyId/steps/$stepId' as const,
      params: { journeyId: journey, stepId },
      search: { span, via, seg },
    })
    return { link, go: (stepId: string) => void navigate(link(stepId)) }
  }, [journey, span, via, seg, navigate])
}
