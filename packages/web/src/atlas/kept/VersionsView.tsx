// The versions of a journey: what was kept, what differs between two of them or since then, and the way back to one.
import type { AtlasRecord, JourneyVersion } from '@lotse/protocol'
import { IconBookmark, IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Session } from '../../canvas/session.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { useCommands } from '../../shell/use-commands.ts'
import { useWords } from '../../words/use.ts'
import { Compare, NOW } from './Compare.tsx'
import { versionsQuery } from './data.ts'
import css from './kept.module.css'
import { NewVersion } from './NewVersion.tsx'
import { VersionRow } from './VersionRow.tsx'

type Given = {
  readonly journey: string
  readonly title: string
  readonly language: string
  readonly mayEdit: boolean
  readonly session: Session
  readonly records: ReadonlyMap<string, AtlasRecord>
}

/** The view. */
export function VersionsView(given: Given) {
  const { t } = useWords()
  const { journey, mayEdit, session } = given
  const [making, make] = useState(false)
  const query = useQuery(versionsQuery(journey))
  const keep = mayEdit ? (
    <Button kind="primary" onClick={() => make(true)}>
      <IconBookmark size={16} stroke={1.7} aria-hidden />
      {t('kept.keep')}
    </Button>
  ) : undefined
  useCommands(mayEdit ? [{ id: 'kept.keep', label: t('kept.keep'), group: 'here', run: () => make(true) }] : [])
  return (
    <div className={css.view}>
      <Answer query={query}>
        {(versions) =>
          versions.length === 0 ? (
            <Empty icon={IconHistory} title={t('kept.none')} action={keep}>
              <p>{t('kept.noneText')}</p>
            </Empty>
          ) : (
            <Both {...given} versions={versions} keep={keep} />
          )
        }
      </Answer>
      {making ? <NewVersion journey={journey} session={session} close={() => make(false)} /> : null}
    </div>
  )
}

type BothGiven = Given & { readonly versions: readonly JourneyVersion[]; readonly keep: ReactNode }

function Both({ versions, keep, ...given }: BothGiven) {
  const { t } = useWords()
  const search = useSearch({ from: '/shell/journeys/$journeyId' })
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const choose = (change: { readonly older?: string; readonly newer?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const known = (value: string | undefined) =>
    value === NOW || versions.some(({ number }) => String(number) === value) ? value : undefined
  const older = known(search.older) ?? String(versions[0]?.number)
  const newer = known(search.newer) ?? NOW
  return (
    <>
      <Card title={t('versions.list')} side={keep}>
        <ul className={css.versions}>
          {versions.map((version) => (
            <VersionRow
              key={version.number}
              {...given}
              version={version}
              current={older === String(version.number) && newer === NOW}
              compare={() => choose({ older: String(version.number), newer: NOW })}
            />
          ))}
        </ul>
      </Card>
      <Card title={t('versions.title')}>
        <Compare {...given} versions={versions} older={older} newer={newer} choose={choose} />
      </Card>
    </>
  )
}
