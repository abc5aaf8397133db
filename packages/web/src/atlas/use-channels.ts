// The channels that touchpoints of a journey name, for views that show them: brought into its session beside what the journey itself names.
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Session } from '../canvas/session.ts'
import { channelsQuery } from './data.ts'

/** Brings the channels in. */
export function useChannels(session: Session): void {
  const channels = useQuery(channelsQuery).data
  useEffect(() => {
    if (channels !== undefined && channels.length > 0) session.learn(channels)
  }, [channels, session])
}
