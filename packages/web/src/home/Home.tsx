// The start page: what needs me now, what changed since yesterday, what is mine. Which blocks stand here is said in blocks.ts.
import type { Me } from '@lotse/protocol'
import { getRouteApi } from '@tanstack/react-router'
import { useMe } from '../app/member.ts'
import { Incidents } from '../control/Incidents.tsx'
import { useWorkspace } from '../live/use.ts'
import { LiveMark, LiveNotice } from '../parts/Connection.tsx'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/use.ts'
import { BlockOf } from './BlockOf.tsx'
import { type Block, blocks, blocksOf } from './blocks.ts'
import css from './home.module.css'

const route = getRouteApi('/shell/')

/** The page of whoever is signed in. */
export function Home() {
  const { t, f } = useWords()
  const me = useMe()
  const { steps } = route.useSearch()
  const { history, connection } = useWorkspace()
  const shown = withSteps(blocksOf(me), steps === 'show')
  const side = (name: 'main' | 'aside') => shown.filter((block) => blocks[block].side === name)
  return (
    <Page title={t('home.title')} beside={<LiveMark connection={connection} />}>
      <div className={css.greeting}>
        <p className={css.hello}>{greetingOf(t, me, new Date().getHours())}</p>
        <p className={css.today}>
          {f.day(Date.now())} · {me.workspace.name} · {f.all(me.roles.map((role) => t(`members.role.${role}`)))}
        </p>
      </div>
      <LiveNotice connection={connection} />
      {history.now === null ? null : <Incidents now={history.now} connection={connection} />}
      <div className={css.page} data-aside={side('aside').length > 0}>
        <Side blocks={side('main')} asked={steps === 'show'} />
        {side('aside').length === 0 ? null : <Side blocks={side('aside')} asked={false} />}
      </div>
    </Page>
  )
}

/** The steps come back for whoever asks and may see them, whatever their page holds. */
function withSteps(shown: readonly Block[], asked: boolean): readonly Block[] {
  return asked && !shown.includes('steps') ? ['steps', ...shown] : shown
}

function Side({ blocks: shown, asked }: { blocks: readonly Block[]; asked: boolean }) {
  return (
    <div className={css.side}>
      {shown.map((block) => (
        <BlockOf key={block} block={block} asked={asked} />
      ))}
    </div>
  )
}

const MORNING_ENDS = 11
const EVENING_BEGINS = 18

function greetingOf(t: ReturnType<typeof useWords>['t'], { member }: Me, hour: number): string {
  const part = hour < MORNING_ENDS ? 'morning' : hour < EVENING_BEGINS ? 'day' : 'evening'
  return member === null ? t('home.title') : t(`home.greeting.${part}`, { name: member.name })
}
