// The versions of an orchestration, and what changed between two of them or since then in the draft.
import type { Flow, FlowDocument } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Since } from '../parts/Since.tsx'
import { Answer } from '../parts/states.tsx'
import type { MarkTone } from '../parts/tone.ts'
import { ChangeTable } from '../versions/ChangeTable.tsx'
import { DRAFT, Pair } from '../versions/Pair.tsx'
import { useWords } from '../words/use.ts'
import { type Difference, differencesOf } from './differences.ts'
import css from './flow-page.module.css'
import { stepTitle } from './step-words.ts'

/** The two parts: the list and the comparison. */
export function FlowVersions({ flow }: { flow: Flow }) {
  return (
    <>
      <Compare flow={flow} />
      <List flow={flow} />
    </>
  )
}

function Compare({ flow }: { flow: Flow }) {
  const { t } = useWords()
  const search = useSearch({ from: '/shell/flows/$flowId' })
  const navigate = useNavigate({ from: '/flows/$flowId' })
  const numbers = flow.versions.map(({ version }) => String(version))
  const [newest] = numbers
  if (newest === undefined) return <Notice kind="plain">{t('flow.compare.onlyDraft')}</Notice>
  const known = (value: string | undefined) => (value === DRAFT || numbers.includes(value ?? '') ? value : undefined)
  const newer = known(search.newer) ?? DRAFT
  const older = known(search.older) ?? newest
  return (
    <Card title={t('versions.title')}>
      <Pair
        versions={numbers}
        draft
        older={older}
        newer={newer}
        choose={(change) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true })}
      />
      <Compared flow={flow} older={older} newer={newer} />
    </Card>
  )
}

function useDocument(flow: Flow, edition: string) {
  return useQuery({
    queryKey: ['flow', flow.id, 'edition', edition, edition === DRAFT ? flow.revision : null],
    queryFn: async ({ signal }): Promise<FlowDocument> => {
      if (edition === DRAFT) return flow.draft
      const params = { id: flow.id, version: Number(edition) }
      return (await call('getFlowVersion', { params }, signal)).document
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

function Compared({ flow, older, newer }: { flow: Flow; older: string; newer: string }) {
  const before = useDocument(flow, older)
  const after = useDocument(flow, newer)
  return (
    <Answer query={before}>
      {(old) => <Answer query={after}>{(now) => <Differences differences={differencesOf(old, now)} />}</Answer>}
    </Answer>
  )
}

const tones: Record<Difference['kind'], MarkTone> = { added: 'proof', removed: 'harm', changed: 'info' }

function Differences({ differences }: { differences: readonly Difference[] }) {
  const { t, f } = useWords()
  if (differences.length === 0) return <p className={css.quiet}>{t('versions.same')}</p>
  return (
    <ul className={css.differences}>
      {differences.map((difference) => (
        <li key={difference.step?.id ?? ''}>
          <p className={css.differing}>
            <StateMark tone={tones[difference.kind]}>{t(`flow.compare.${difference.kind}`)}</StateMark>
            <strong>{difference.step === null ? t('flow.compare.frame') : stepTitle(t, f, difference.step)}</strong>
          </p>
          {difference.kind === 'changed' ? <ChangeTable changes={difference.fields} /> : null}
        </li>
      ))}
    </ul>
  )
}

function List({ flow }: { flow: Flow }) {
  const { t, f } = useWords()
  return (
    <Card title={t('versions.list')}>
      {flow.versions.length === 0 ? <p className={css.quiet}>{t('flow.list.never')}</p> : null}
      <ul>
        {flow.versions.map(({ version, publishedAt, publishedBy }) => (
          <li key={version} className={css.row}>
            <span>{t('versions.version', { version: f.whole(version) })}</span>
            <span className={css.quiet}>
              <Since at={publishedAt} /> {publishedBy === null ? null : t('flow.page.by', { name: publishedBy })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
