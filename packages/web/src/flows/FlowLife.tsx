// What can be done with a whole orchestration: publish, pause, go on, archive. Each says what it means for the people in it.

import type { Flow, FlowStatus } from '@lotse/protocol'
import { Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { confirmed } from '../parts/confirm.ts'
import { useUndo } from '../parts/undo.ts'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'

type Deed = 'publish' | 'pause' | 'discard' | 'archive' | 'resume'

/** The buttons. @param status - as it is now, which may be newer than the flow's. */
export function FlowLife({ flow, status }: { flow: Flow; status: FlowStatus }) {
  const { t } = useWords()
  const may = useMay()
  const { act, busy } = useLife(flow)
  const allowed = may('flows.publish', flow)
  const deeds = allowed ? deedsOf(flow, status) : []
  useCommands(
    deeds.map((deed) => ({ id: `flow.${deed}`, label: wordOf(t, deed), group: 'here', run: () => void act(deed) })),
  )
  const main = deeds.find((deed) => deed === 'resume' || deed === 'publish')
  const others = deeds.filter((deed) => deed !== main)
  return (
    <>
      {main === undefined ? null : (
        <Button kind="primary" busy={busy} onClick={() => void act(main)}>
          {wordOf(t, main)}
        </Button>
      )}
      {others.length === 0 ? null : (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button aria-label={t('flow.life.more')}>
              <IconDots size={16} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((deed) => (
              <Menu.Item key={deed} onClick={() => void act(deed)}>
                {wordOf(t, deed)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

const wordOf = (t: ReturnType<typeof useWords>['t'], deed: Deed): string =>
  deed === 'resume' ? t('flow.page.resume') : t(`flow.life.${deed}`)

/** What its state allows. A published flow is published anew only where the draft says something else. */
function deedsOf({ draft, published }: Flow, status: FlowStatus): Deed[] {
  const differs = JSON.stringify(draft) !== JSON.stringify(published)
  switch (status) {
    case 'draft':
      return ['publish', 'archive']
    case 'published':
      return [...(differs ? (['publish'] as const) : []), 'pause', 'discard', 'archive']
    case 'paused':
      return ['resume', ...(differs ? (['publish'] as const) : []), 'archive']
    default:
      return []
  }
}

function useLife(flow: Flow) {
  const { t, f } = useWords()
  const client = useQueryClient()
  const { offerUndo, say, sayFailure } = useUndo()
  const { id, name } = flow
  const params = { id }
  const work = useMutation({
    mutationFn: async (deed: Deed) => {
      if (deed === 'publish')
        return say(t('flow.life.published', { version: f.whole((await call('publishFlow', { params })).version) }))
      if (deed === 'archive') return call('archiveFlow', { params }).then(() => say(t('flow.life.archived', { name })))
      if (deed === 'resume') return call('resumeFlow', { params }).then(() => say(t('flow.life.resumed', { name })))
      await call('pauseFlow', { params, body: { mode: deed === 'pause' ? 'hold' : 'discard' } })
      if (deed === 'discard') return say(t('flow.life.discarded', { name }))
      offerUndo(t('flow.life.paused', { name }), async () => {
        await call('resumeFlow', { params })
        await refresh()
      })
    },
    onError: sayFailure,
    onSettled: () => refresh(),
  })
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['flow', id] }),
      client.invalidateQueries({ queryKey: ['flows'] }),
    ])
  const act = async (deed: Deed) => {
    if (deed !== 'resume') {
      const ask = {
        title: t(`flow.life.${deed}Ask`, { name }),
        text: t(`flow.life.${deed}Text`),
        action: t(`flow.life.${deed}`),
      }
      const harm = deed === 'discard' || deed === 'archive'
      if (!(await confirmed({ ...ask, harm, ...(deed === 'archive' ? { type: name } : {}) }))) return
    }
    work.mutate(deed)
  }
  return { act, busy: work.isPending }
}
