// Why events were refused: by reason, field and source, with all of a reason judged again in rounds.
import type { RefusedGroup, ReplayRound } from '@lotse/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Notice } from '../parts/Notice.tsx'
import { Progress } from '../parts/Progress.tsx'
import { Since } from '../parts/Since.tsx'
import { Table } from '../parts/Table.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './inputs.module.css'
import { reasonText } from './reasons.ts'
import { useRounds } from './use-rounds.ts'

const LIVE_MS = 10_000
const keyOf = ({ code, field, source }: RefusedGroup): string => JSON.stringify([code, field, source?.id])

/** The table; nothing where nothing was refused. */
export function RefusedGroups() {
  const { t, f } = useWords()
  const { running, still, judge } = useJudging()
  const discard = useDiscarding()
  const groups = useQuery({
    queryKey: ['refused-groups'],
    queryFn: ({ signal }) => call('groupRefusedEvents', {}, signal),
    refetchInterval: LIVE_MS,
  })
  const items = groups.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className={css.groups} aria-label={t('inputs.reasons')}>
      <Groups items={items} busy={running !== null} judge={judge} discard={discard} />
      {running === null ? null : (
        <div className={css.running}>
          <Progress
            label={t('inputs.ask.action')}
            value={running.done / Math.max(1, running.all)}
            text={t('inputs.progress', { done: f.whole(running.done), all: f.whole(running.all) })}
          />
          <Button onClick={running.stop}>{t('inputs.stop')}</Button>
        </div>
      )}
      {still.length === 0 ? null : (
        <Notice kind="attention">
          {still.map(({ code, detail, count }) => (
            <p key={`${code} ${detail}`}>{t('inputs.still', { reason: detail, count: f.whole(count) })}</p>
          ))}
        </Notice>
      )}
    </section>
  )
}

/** Judges all events of a group again, round by round. `still`: why some are refused as before. */
function useJudging() {
  const { t, f } = useWords()
  const { running, run } = useRounds()
  const [still, setStill] = useState<ReplayRound['still']>([])
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const judge = async (group: RefusedGroup) => {
    const { code, field, source, count } = group
    const ask = {
      title: t('inputs.ask.title', { count, formatted: f.whole(count) }),
      text: t('inputs.ask.text'),
      action: t('inputs.ask.action'),
    }
    if (!(await confirmed(ask))) return
    let [replayed, refused, after] = [0, 0, undefined as string | undefined]
    setStill([])
    await run(keyOf(group), count, async () => {
      const body = {
        code,
        field: field ?? '',
        ...(source === null ? {} : { source: source.id }),
        ...(after === undefined ? {} : { after }),
      }
      const round = await call('replayRefusedEvents', { body })
      replayed += round.replayed
      refused += round.refused
      after = round.next ?? undefined
      if (round.still.length > 0) setStill(round.still)
      return { done: round.replayed + round.refused, more: round.next !== null }
    })
    say(t('inputs.done', { replayed: f.whole(replayed), refused: f.whole(refused) }))
    await Promise.all(['refused', 'refused-groups'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
  return { running, still, judge: (group: RefusedGroup) => void judge(group).catch(sayFailure) }
}

/** Puts all events of a group away that are there now; undone, they are open again. */
function useDiscarding() {
  const { t, f } = useWords()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const refresh = () =>
    Promise.all(['refused', 'refused-groups'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const discard = async ({ code, field, source, lastId }: RefusedGroup) => {
    const body = { code, field: field ?? '', upTo: lastId, ...(source === null ? {} : { source: source.id }) }
    const { discarded, at } = await call('discardRefusedEvents', { body })
    await refresh()
    offerUndo(t('inputs.discardedCount', { count: discarded, formatted: f.whole(discarded) }), async () => {
      await call('discardRefusedEvents', { body: { ...body, back: at } })
      await refresh()
    })
  }
  return (group: RefusedGroup) => void discard(group).catch(sayFailure)
}

type GroupsGiven = {
  readonly items: readonly RefusedGroup[]
  readonly busy: boolean
  readonly judge: (group: RefusedGroup) => void
  readonly discard: (group: RefusedGroup) => void
}

function Groups({ items, busy, judge, discard }: GroupsGiven) {
  const { t, f } = useWords()
  const may = useMay()
  const heads = ['reason', 'field', 'source', 'count', 'since'] as const
  return (
    <Table stacks label={t('inputs.reasons')} head={[...heads.map((head) => t(`inputs.group.${head}`)), '']}>
      {items.map((group) => (
        <tr key={keyOf(group)}>
          <th scope="row">
            <Link to="/inputs" search={searchOf(group)} title={group.detail}>
              {reasonText(t, group.code)}
            </Link>
          </th>
          <td>{group.field ?? '–'}</td>
          <td>{group.source?.name ?? '–'}</td>
          <td>{f.whole(group.count)}</td>
          <td>
            <Since at={group.firstAt} />
          </td>
          <td>
            {may('inputs.repair') ? (
              <div className={css.acts}>
                <Button kind="quiet" busy={busy} onClick={() => judge(group)}>
                  {t('inputs.group.all')}
                </Button>
                <Button kind="quiet" busy={busy} onClick={() => discard(group)}>
                  {t('inputs.group.discard')}
                </Button>
              </div>
            ) : null}
          </td>
        </tr>
      ))}
    </Table>
  )
}

const searchOf = ({ code, field, source }: RefusedGroup) => ({
  show: 'refused' as const,
  state: 'open',
  code,
  field: field ?? '-',
  ...(source === null ? {} : { source: source.id }),
})
