// What meets what, as a table of counts: where touchpoints and systems stand, which channels they have, whose they are. Each count opens the places behind it.
import { type Matrix, type MatrixName, matrixNames } from '@lotse/protocol'
import { IconTableColumn } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { call, pathOf } from '../../api.ts'
import { nameIn } from '../../canvas/texts.ts'
import { ownerAsked, useOwnerFilter } from '../../owners/use-units.ts'
import { Notice } from '../../parts/Notice.tsx'
import { Page } from '../../parts/Page.tsx'
import { Select } from '../../parts/Select.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { AtlasTabs } from '../AtlasTabs.tsx'
import { choicesQuery } from '../narrowing.ts'
import { TableExport, type TableWish } from '../TableExport.tsx'
import { Behind } from './Behind.tsx'
import { MatrixTable } from './MatrixTable.tsx'
import css from './matrix.module.css'

const LIVE_MS = 15_000

/** What the address asks for; a matrix that is none is the first. */
function useAsked() {
  const { of: said, journey, owner } = useSearch({ from: '/shell/journeys/matrix' })
  const of = matrixNames.find((one) => one === said) ?? matrixNames[0]
  return { of, journey, ownerId: ownerAsked(owner) }
}

/** The screen. */
export function MatrixPage() {
  const { t, f } = useWords()
  const asked = useAsked()
  const language = f.language === 'de' ? 'de' : 'en'
  const query = useQuery({
    queryKey: ['journeys', 'matrix', asked, language],
    queryFn: ({ signal }) => call('getMatrix', { query: { ...asked, language } }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  })
  const file = (wish: TableWish) => pathOf('/api/v1/atlas/matrix/export', {}, { ...asked, ...wish, language })
  return (
    <Page title={t('matrix.title')} actions={<TableExport href={file} />}>
      <AtlasTabs current="/journeys/matrix" />
      <Narrowing of={asked.of} />
      <Answer query={query}>{(matrix) => <Shown of={asked.of} matrix={matrix} />}</Answer>
    </Page>
  )
}

function Narrowing({ of }: { of: MatrixName }) {
  const { t, f } = useWords()
  const { journey, owner } = useSearch({ from: '/shell/journeys/matrix' })
  const navigate = useNavigate({ from: '/journeys/matrix' })
  const journeys = useQuery(choicesQuery('journey')).data ?? []
  const owners = useOwnerFilter()
  const set = (more: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      search: (before) => ({ ...before, row: undefined, column: undefined, ...more }),
      replace: true,
      resetScroll: false,
    })
  const any = { value: '', label: t('list.any') }
  return (
    <div className={css.narrowing}>
      <Select
        label={t('matrix.of')}
        value={of}
        onChange={({ currentTarget: { value } }) => set({ of: value })}
        choices={matrixNames.map((name) => ({ value: name, label: t(`matrix.names.${keyOf(name)}`) }))}
      />
      {of.startsWith('touchpoint') ? null : (
        <Select
          label={t('matrix.journey')}
          value={journey ?? ''}
          onChange={({ currentTarget: { value } }) => set({ journey: value || undefined })}
          choices={[
            any,
            ...journeys.map((one) => ({ value: one.id, label: nameIn(one, f.language) || t('journeys.unnamed') })),
          ]}
        />
      )}
      <Select
        label={owners.label}
        value={owner ?? ''}
        onChange={({ currentTarget: { value } }) => set({ owner: value || undefined })}
        choices={[any, ...(owners.kind === 'choice' ? owners.choices : [])]}
      />
    </div>
  )
}

/** The name of a matrix among words, where points divide. */
const keyOf = (name: MatrixName) => name.replace('.', '_') as 'journey_touchpoint'

function Shown({ of, matrix }: { of: MatrixName; matrix: Matrix }) {
  const { t } = useWords()
  const { row, column } = useSearch({ from: '/shell/journeys/matrix' })
  const navigate = useNavigate({ from: '/journeys/matrix' })
  if (matrix.cells.length === 0)
    return (
      <Empty icon={IconTableColumn} title={t('matrix.none')}>
        <p>{t('matrix.noneText')}</p>
      </Empty>
    )
  const [rowHead, columnHead] = [
    matrix.rows.find(({ id }) => id === row),
    matrix.columns.find(({ id }) => id === column),
  ]
  return (
    <>
      {matrix.whole ? null : <Notice kind="attention">{t('matrix.notWhole')}</Notice>}
      <MatrixTable matrix={matrix} label={t(`matrix.names.${keyOf(of)}`)} />
      <p className="quiet">{t(`matrix.means.${of.split('.')[0] as 'journey'}`)}</p>
      {row === undefined || rowHead === undefined || columnHead === undefined ? null : (
        <Behind
          row={rowHead}
          column={columnHead}
          close={() =>
            void navigate({
              search: (before) => ({ ...before, row: undefined, column: undefined }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      )}
    </>
  )
}
