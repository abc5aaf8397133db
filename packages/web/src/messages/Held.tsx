// Messages that a restore holds: said above the outbox while there are any, with the two decisions about all of them.
import type { ApiMessage } from '@lotse/protocol'
import { IconSend, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import type { ListAction } from '../list/shape.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Notice } from '../parts/Notice.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './held.module.css'

const EVERY_MS = 10_000
const MESSAGES = ['messages']

/** The notice; nothing where nothing is held. `shown`: whether the list shows them alone already. */
export function HeldNotice({ shown }: { shown: boolean }) {
  const { t, f } = useWords()
  const query = useQuery({
    queryKey: [...MESSAGES, 'held'],
    queryFn: ({ signal }) => call('getHeldMessages', {}, signal),
    refetchInterval: EVERY_MS,
  })
  const { count, since, until } = query.data ?? { count: 0, since: null, until: null }
  if (count === 0) return null
  const at = (instant: string) => f.minute(Date.parse(instant))
  return (
    <div className={css.held}>
      <Notice kind="attention" title={t('held.title', { count, formatted: f.whole(count) })}>
        <p>
          {since === null || until === null
            ? t('held.textPlain')
            : t('held.text', { since: at(since), until: at(until) })}
        </p>
        <div className={css.actions}>
          {shown ? null : (
            <ButtonLink to="/messages" search={{ state: 'held' }}>
              {t('held.show')}
            </ButtonLink>
          )}
          <Decide count={count} />
        </div>
      </Notice>
    </div>
  )
}

function Decide({ count }: { count: number }) {
  const { t, f } = useWords()
  const may = useMay()
  const decide = useDecideHeld()
  if (!may('messages.repair')) return null
  const words = { count, formatted: f.whole(count) }
  return (
    <>
      <Button busy={decide.isPending} onClick={() => void decide.release(words)}>
        {t('held.releaseAll')}
      </Button>
      <Button busy={decide.isPending} onClick={() => void decide.discard(words)}>
        {t('held.discardAll')}
      </Button>
    </>
  )
}

/** The decisions about one held message. */
export function HeldDecisions({ id }: { id: string }) {
  const { t, f } = useWords()
  const may = useMay()
  const decide = useDecideHeld()
  if (!may('messages.repair')) return null
  const one = { count: 1, formatted: f.whole(1) }
  return (
    <>
      <Button kind="quiet" busy={decide.isPending} onClick={() => void decide.discard(one, [id])}>
        {t('held.discard')}
      </Button>
      <Button kind="primary" busy={decide.isPending} onClick={() => void decide.release(one, [id])}>
        {t('held.release')}
      </Button>
    </>
  )
}

/** The decisions about selected messages; those that are not held are left as they are. */
export function useHeldActions(): ListAction<ApiMessage>[] {
  const { t, f } = useWords()
  const may = useMay()
  const decide = useDecideHeld()
  if (!may('messages.repair')) return []
  const some = (act: 'release' | 'discard') => (messages: readonly ApiMessage[]) => {
    const ids = messages.flatMap(({ id, state }) => (state === 'held' ? [id] : []))
    if (ids.length > 0) void decide[act]({ count: ids.length, formatted: f.whole(ids.length) }, ids)
  }
  return [
    { id: 'held.release', label: t('held.release'), icon: IconSend, keys: 'r', run: some('release') },
    { id: 'held.discard', label: t('held.discard'), icon: IconTrash, run: some('discard') },
  ]
}

type Wish = { readonly signal: 'release' | 'discard'; readonly ids?: string[] | undefined }
type Asked = { readonly count: number; readonly formatted: string }

/** Asks, and lets held messages go or gives them up: those named, or all. */
function useDecideHeld() {
  const { t, f } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const mutation = useMutation({
    mutationFn: ({ signal, ids }: Wish) =>
      call(signal === 'release' ? 'releaseHeldMessages' : 'discardHeldMessages', { body: ids ? { ids } : {} }),
    onSuccess: ({ count }, { signal }) => {
      const words = { count, formatted: f.whole(count) }
      say(signal === 'release' ? t('held.released', words) : t('held.discarded', words))
      return client.invalidateQueries({ queryKey: MESSAGES })
    },
    onError: sayFailure,
  })
  const release = async (words: Asked, ids?: string[]) => {
    const ask = { title: t('held.releaseAsk', words), text: t('held.releaseText'), action: t('held.releaseNow') }
    if (await confirmed(ask)) mutation.mutate({ signal: 'release', ids })
  }
  const discard = async (words: Asked, ids?: string[]) => {
    const ask = { title: t('held.discardAsk', words), text: t('held.discardText'), action: t('held.discard') }
    if (await confirmed({ ...ask, harm: true })) mutation.mutate({ signal: 'discard', ids })
  }
  return { isPending: mutation.isPending, release, discard }
}
