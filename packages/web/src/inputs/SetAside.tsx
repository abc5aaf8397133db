// Inputs set aside because a rule failed: by reason, and one by one; applied again once the rule is mended.
import type { SetAsideGroup, SetAsideInput } from '@lotse/protocol'
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListAction, ListColumn } from '../list/shape.ts'
import { Button } from '../parts/Button.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Progress } from '../parts/Progress.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Snippet } from '../parts/Snippet.tsx'
import { Empty } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useUndo } from '../parts/undo.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './inputs.module.css'
import { useRounds } from './use-rounds.ts'

const LIVE_MS = 10_000
const idOf = (input: SetAsideInput): string => input.id

/** The part of the screen. */
export function SetAside() {
  const { t } = useWords()
  const search = useSearch({ from: '/shell/inputs' })
  const navigate = useNavigate()
  const pages = usePages(
    ['set-aside'],
    (cursor, signal) => call('listSetAsideInputs', { query: { cursor } }, signal),
    LIVE_MS,
  )
  const show = (open: string | undefined) =>
    void navigate({ to: '/inputs', search: { show: 'set-aside', ...(open === undefined ? {} : { open }) } })
  const opened = pages.data?.find(({ id }) => id === search.open)
  return (
    <>
      <Groups />
      <DataList
        name="set-aside"
        label={t('inputs.setAside')}
        columns={columnsIn(t)}
        pages={pages}
        idOf={idOf}
        nameOf={(input) => input.reason}
        open={({ id }) => show(id)}
        openId={search.open}
        actions={useReplay()}
        empty={
          <Empty icon={IconCircleCheck} title={t('inputs.noneSetAside')}>
            <p>{t('inputs.noneSetAsideText')}</p>
          </Empty>
        }
      />
      {opened === undefined ? null : <Panel input={opened} close={() => show(undefined)} />}
    </>
  )
}

/** Where and how the rule failed. */
function Panel({ input, close }: { input: SetAsideInput; close: () => void }) {
  const { t, f } = useWords()
  return (
    <Dialog open place="side" wide close={close} title={input.reason}>
      <div className={css.panel}>
        <p className={css.facts}>{f.instant(Date.parse(input.setAsideAt))}</p>
        <h3>{t('inputs.stack')}</h3>
        <Snippet code={input.stack} />
      </div>
    </Dialog>
  )
}

function columnsIn(t: Translate): ListColumn<SetAsideInput>[] {
  return [
    {
      id: 'reason',
      label: t('inputs.group.reason'),
      cell: ({ reason }) => <bdi>{reason}</bdi>,
      width: 280,
      grow: 3,
    },
    {
      id: 'customer',
      label: t('inputs.group.customers'),
      cell: ({ customerId }) => (
        <Link to="/customers/$customerId" params={{ customerId }}>
          {t('inputs.customer', { id: customerId })}
        </Link>
      ),
      width: 140,
    },
    {
      id: 'at',
      label: t('inputs.group.since'),
      cell: ({ setAsideAt }) => <Since at={setAsideAt} />,
      width: 140,
      grow: 0,
    },
  ]
}

function useRefresh() {
  const client = useQueryClient()
  return () =>
    Promise.all(['set-aside', 'set-aside-groups'].map((key) => client.invalidateQueries({ queryKey: [key] })))
}

function useReplay(): ListAction<SetAsideInput>[] {
  const { t, f } = useWords()
  const may = useMay()
  const refresh = useRefresh()
  const { say, sayFailure } = useUndo()
  const replay = async (inputs: readonly SetAsideInput[]) => {
    for (const { id } of inputs) await call('replaySetAsideInput', { params: { id } })
    say(t('inputs.doneInputs', { count: f.whole(inputs.length) }))
    await refresh()
  }
  if (!may('inputs.repair')) return []
  return [
    {
      id: 'inputs.replay',
      label: t('inputs.replay'),
      icon: IconRefresh,
      keys: 'r',
      run: (inputs) => void replay(inputs).catch(sayFailure),
    },
  ]
}

/** What can be done with all inputs of a reason. */
function useGroupActs() {
  const { t, f } = useWords()
  const refresh = useRefresh()
  const { running, run } = useRounds()
  const { offerUndo, say, sayFailure } = useUndo()
  const apply = async ({ reason, count, lastId }: SetAsideGroup) => {
    const title = t('inputs.ask.inputs', { count, formatted: f.whole(count) })
    if (!(await confirmed({ title, text: t('inputs.ask.inputsText'), action: t('inputs.ask.inputsAction') }))) return
    let done = 0
    await run(reason, count, async () => {
      const { replayed, left } = await call('replaySetAsideInputs', { body: { reason, upTo: lastId } })
      done += replayed
      return { done: replayed, more: left > 0 && replayed > 0 }
    })
    say(t('inputs.doneInputs', { count: f.whole(done) }))
    await refresh()
  }
  const discard = async ({ reason, lastId }: SetAsideGroup) => {
    const body = { reason, upTo: lastId }
    const { discarded, at } = await call('discardSetAsideInputs', { body })
    await refresh()
    offerUndo(t('inputs.discardedInputs', { count: discarded, formatted: f.whole(discarded) }), async () => {
      await call('discardSetAsideInputs', { body: { ...body, back: at } })
      await refresh()
    })
  }
  const begin = (work: (group: SetAsideGroup) => Promise<void>) => (group: SetAsideGroup) =>
    void work(group).catch(sayFailure)
  return { running, apply: begin(apply), discard: begin(discard) }
}

function Groups() {
  const { t, f } = useWords()
  const may = useMay()
  const { running, apply, discard } = useGroupActs()
  const groups = useQuery({
    queryKey: ['set-aside-groups'],
    queryFn: ({ signal }) => call('groupSetAsideInputs', {}, signal),
    refetchInterval: LIVE_MS,
  })
  const items = groups.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className={css.groups} aria-label={t('inputs.reasons')}>
      <Table
        stacks
        label={t('inputs.reasons')}
        head={[
          t('inputs.group.reason'),
          t('inputs.group.inputs'),
          t('inputs.group.customers'),
          t('inputs.group.since'),
          '',
        ]}
      >
        {items.map((group) => (
          <tr key={group.reason}>
            <th scope="row">
              <bdi>{group.reason}</bdi>
            </th>
            <td>{f.whole(group.count)}</td>
            <td>{f.whole(group.customers)}</td>
            <td>
              <Since at={group.firstAt} />
            </td>
            <td>
              {may('inputs.repair') ? (
                <div className={css.acts}>
                  <Button kind="quiet" busy={running !== null} onClick={() => apply(group)}>
                    {t('inputs.group.allInputs')}
                  </Button>
                  <Button kind="quiet" busy={running !== null} onClick={() => discard(group)}>
                    {t('inputs.group.discard')}
                  </Button>
                </div>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
      {running === null ? null : (
        <Progress
          label={t('inputs.ask.inputsAction')}
          value={running.done / Math.max(1, running.all)}
          text={t('inputs.progress', { done: f.whole(running.done), all: f.whole(running.all) })}
        />
      )}
    </section>
  )
}
