// Two editions of a journey beside each other, in words: versions, or one and what stands now, which keeps up while others work.
import type { AtlasRecord, JourneyVersion } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { StateMark } from '../../parts/Mark.tsx'
import { Failure, Loading } from '../../parts/states.tsx'
import type { MarkTone } from '../../parts/tone.ts'
import { ChangeTable } from '../../versions/ChangeTable.tsx'
import { PairOf } from '../../versions/Pair.tsx'
import { useWords } from '../../words/use.ts'
import { versionQuery } from './data.ts'
import { type Edition, editionOf, type ShownDifference, shownDifferences } from './difference-words.ts'
import css from './kept.module.css'

/** What stands now, in the place of a version's number. */
export const NOW = 'now'

type Given = {
  readonly journey: string
  readonly language: string
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly versions: readonly JourneyVersion[]
  readonly older: string
  readonly newer: string
  readonly choose: (change: { readonly older?: string; readonly newer?: string }) => void
}

/** The comparison. */
export function Compare(given: Given) {
  const { t, f } = useWords()
  const { versions, older, newer, choose } = given
  const choices = [
    { value: NOW, label: t('kept.now') },
    ...versions.map(({ number, name }) => ({
      value: String(number),
      label: t('kept.named', { number: f.whole(number), name }),
    })),
  ]
  return (
    <>
      <PairOf choices={choices} older={older} newer={newer} choose={choose} />
      <Compared {...given} />
    </>
  )
}

function Compared({ journey, language, records, older, newer }: Given) {
  const [before, after] = [useEdition(journey, older, records), useEdition(journey, newer, records)]
  const failed = before.isError ? before : after.isError ? after : undefined
  if (failed !== undefined) return <Failure failure={failed.error} retry={() => void failed.refetch()} />
  if (before.edition === undefined || after.edition === undefined) return <Loading />
  return <Differences journey={journey} language={language} before={before.edition} after={after.edition} />
}

/** An edition; what stands now is read from what the map shows. */
function useEdition(journey: string, which: string, records: ReadonlyMap<string, AtlasRecord>) {
  const query = useQuery({ ...versionQuery(journey, Number(which)), enabled: which !== NOW })
  const edition = useMemo(
    () => (which === NOW ? editionOf(records.values()) : query.data?.edition),
    [which, records, query.data],
  )
  return { ...query, isError: which !== NOW && query.isError, edition }
}

const KINDS = ['added', 'removed', 'moved', 'changed'] as const
const TONES: Readonly<Record<ShownDifference['what'], MarkTone>> = {
  added: 'proof',
  removed: 'harm',
  moved: 'plain',
  changed: 'info',
}

type Editions = {
  readonly journey: string
  readonly language: string
  readonly before: Edition
  readonly after: Edition
}

function Differences({ journey, language, before, after }: Editions) {
  const { t, f } = useWords()
  const differences = useMemo(
    () => shownDifferences(journey, { before, after, reader: { t, f, language } }),
    [journey, before, after, t, f, language],
  )
  if (differences.length === 0) return <p className="quiet">{t('versions.same')}</p>
  const counts = KINDS.flatMap((what) => {
    const count = differences.filter((one) => one.what === what).length
    return count === 0 ? [] : [t(`kept.count.${what}`, { count, formatted: f.whole(count) })]
  })
  return (
    <>
      <p className={css.sum}>{f.all(counts)}.</p>
      <ul className={css.differences}>
        {differences.map(({ id, what, title, changes }) => (
          <li key={id}>
            <p className={css.differing}>
              <StateMark tone={TONES[what]}>{t(`kept.what.${what}`)}</StateMark>
              <strong>
                <bdi>{title}</bdi>
              </strong>
            </p>
            {changes.length === 0 ? null : <ChangeTable changes={changes} nameOf={(path) => path} />}
          </li>
        ))}
      </ul>
    </>
  )
}
