// Mission Control: what happens at this moment, live. Arranges its parts; the figures come from the stream as they are.
import type { LiveSnapshot } from '@lotse/protocol'
import { useWorkspace } from '../live/use.ts'
import { LiveMark, LiveNotice } from '../parts/Connection.tsx'
import { Page } from '../parts/Page.tsx'
import { Loading } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import css from './control.module.css'
import { Figures } from './Figures.tsx'
import { FirstEvent } from './FirstEvent.tsx'
import { FlowBoard } from './FlowBoard.tsx'
import { MessageStates } from './MessageStates.tsx'
import { NeedsYou } from './NeedsYou.tsx'
import { Recent } from './Recent.tsx'

/** The screen. */
export function MissionControl() {
  const { t } = useWords()
  const { history, connection } = useWorkspace()
  const { now } = history
  return (
    <Page title={t('control.title')} beside={<LiveMark connection={connection} />}>
      <LiveNotice connection={connection} />
      {now === null ? (
        <Loading />
      ) : (
        <>
          <FirstEvent newest={now.recent[0]} />
          <Figures snapshot={now} samples={history.samples} />
          <Board snapshot={now} />
        </>
      )}
    </Page>
  )
}

function Board({ snapshot }: { snapshot: LiveSnapshot }) {
  return (
    <>
      <div className={css.columns}>
        <NeedsYou stuck={snapshot.stuck} flows={snapshot.flows} />
        <Recent events={snapshot.recent} />
        <MessageStates messages={snapshot.messages} />
      </div>
      <FlowBoard flows={snapshot.flows} />
    </>
  )
}
