// The rest of the library, kind by kind: what stands behind and beneath journeys, each kind a list of its own.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Tabs } from '../parts/Tabs.tsx'
import { useWords } from '../words/use.ts'
import { countsQuery } from './data.ts'
import { libraryKind, libraryKinds, listOf } from './kinds.ts'
import { RecordList } from './RecordList.tsx'

/** The screen. */
export function LibraryList() {
  const { t, f } = useWords()
  const kind = libraryKind(useParams({ from: '/shell/journeys/kinds/$kind' }).kind)
  const counts = useQuery(countsQuery).data
  return (
    <RecordList
      key={kind}
      kind={kind}
      beneath={
        <Tabs
          label={t('atlas.kinds')}
          tabs={libraryKinds.map((one) => ({
            link: listOf(one),
            label: t(`kinds.title.${one}`),
            current: one === kind,
            ...(counts === undefined ? {} : { count: f.whole(counts.get(one) ?? 0) }),
          }))}
        />
      }
    />
  )
}
