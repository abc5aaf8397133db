// What is said about a thing of the library while its page is open: heard by the stream of the atlas, and then looked at again. Shows nothing.
import { useEffect, useState } from 'react'
import { call, pathOf } from '../../api.ts'
import { listen } from '../../live/stream.ts'
import { newId } from '../ids.ts'
import { useRefreshTalk } from './use-talk.ts'

/** Hears as long as the component is shown. */
export function useRecordTalk(record: string): void {
  const [window] = useState(newId)
  const refresh = useRefreshTalk(record)
  useEffect(
    () =>
      listen(pathOf('/api/v1/atlas/live', undefined, { record, window }), {
        event: 'change',
        onData: (told) => {
          if (typeof told === 'object' && told !== null && 'talk' in told) void refresh()
        },
        onState: (state) => {
          // What was said while the line was broken was told to nobody here.
          if (state === 'open') void refresh()
        },
        // Asking who one is tells a lost session from a restarted server: the first leads to sign-in.
        onRefused: () => void call('getMe', {}).catch(() => {}),
      }),
    [record, window, refresh],
  )
}
