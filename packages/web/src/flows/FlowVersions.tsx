// The versions of an orchestration, and what changed between two of them or since then in the draft.
import type { Flow, FlowDocument } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import { Card } from '../parts/Card.tsx'
import { Change } from '../parts/Change.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Select } from '../parts/Select.tsx'
import { Since } from '../parts/Since.tsx'
import { Answer } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import type { MarkTone } from '../parts/tone.ts'
import { useWords } from '../words/use.ts'
import { type Difference, differencesOf } from './differences.ts'
import css from './flow-page.module.css'
import { stepTitle } from './step-words.ts'

const DRAFT = 'draft'

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
  const { t, f } = useWords()
  const search = useSearch({ from: '/shell/flows/$flowId' })
  const navigate = useNavigate({ from: '/flows/$flowId' })
  const numbers = flow.versions.map(({ version }) => String(version))
  const [newest] = numbers
  if (newest === undefined) return <Notice kind="plain">{t('flow.compare.onlyDraft')}</Notice>
  const known = (value: string | undefined) => (value === DRAFT || numbers.includes(value ?? '') ? value : undefined)
  const newer = known(search.newer) ?? DRAFT
  const older = known(search.older) ?? newest
  const choices = [
    { value: DRAFT, label: t('flow.compare.draft') },
    ...numbers.map((value) => ({ value, label: t('flow.page.version', { version: f.whole(Number(value)) }) })),
  ]
  const choose = (name: 'older' | 'newer') => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    void navigate({ search: (now) => ({ ...now, [name]: value }), replace: true })
  }
  return (
    <Card title={t('flow.compare.title')}>
      <div className={css.compare}>
        <Select label={t('flow.compare.older')} choices={choices} value={older} onChange={choose('older')} />
        <Select label={t('flow.compare.newer')} choices={choices} value={newer} onChange={choose('newer')} />
      </div>
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
  if (differences.length === 0) return <p className={css.quiet}>{t('flow.compare.same')}</p>
  return (
    <ul className={css.differences}>
      {differences.map((difference) => (
        <li key={difference.step?.id ?? ''}>
          <p className={css.differing}>
            <StateMark tone={tones[difference.kind]}>{t(`flow.compare.${difference.kind}`)}</StateMark>
            <strong>{difference.step === null ? t('flow.compare.frame') : stepTitle(t, f, difference.step)}</strong>
          </p>
          {difference.kind === 'changed' ? (
            <Table label={t('flow.compare.changed')} head={[t('flow.compare.field'), t('flow.compare.change')]}>
              {difference.fields.map(({ path, before, after }) => (
                <tr key={path}>
                  <td>
                    <code>{path}</code>
                  </td>
                  <td>
                    <Change before={before} after={after} />
                  </td>
                </tr>
              ))}
            </Table>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function List({ flow }: { flow: Flow }) {
  const { t, f } = useWords()
  return (
    <Card title={t('flow.page.versions')}>
      {flow.versions.length === 0 ? <p className={css.quiet}>{t('flow.list.never')}</p> : null}
      <ul>
        {flow.versions.map(({ version, publishedAt, publishedBy }) => (
          <li key={version} className={css.row}>
            <span>{t('flow.page.version', { version: f.whole(version) })}</span>
            <span className={css.quiet}>
              <Since at={publishedAt} /> {publishedBy === null ? null : t('flow.page.by', { name: publishedBy })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
