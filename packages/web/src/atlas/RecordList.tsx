// The library by kind: what each thing is, whose it is, what tells it apart from others. The same list for every kind.
import { fieldFact, type InsightOrigin, type ShownRecord } from '@lotse/protocol'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { call, pathOf } from '../api.ts'
import { useMay } from '../app/member.ts'
import { kindIcon } from '../canvas/KindIcon.tsx'
import { nameIn, textIn } from '../canvas/texts.ts'
import { ExportMenu } from '../insights/exchange/ExportMenu.tsx'
import { DataList } from '../list/DataList.tsx'
import type { ListColumn } from '../list/shape.ts'
import { useListState } from '../list/use-list-state.ts'
import { ownerAsked, useOwnerFilter, useOwnerName } from '../owners/use-units.ts'
import { Button } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { useCommands } from '../shell/use-commands.ts'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { AtlasTabs } from './AtlasTabs.tsx'
import { ChoiceMark } from './ChoiceMark.tsx'
import { originText } from './insights/origins.ts'
import { useArising } from './insights/use-arising.ts'
import { type ListedKind, listOf, tellingField } from './kinds.ts'
import { NewRecord } from './NewRecord.tsx'
import { useNarrowing } from './narrowing.ts'
import { TableExport, type TableWish } from './TableExport.tsx'

const PAGE = 100
const idOf = ({ id }: ShownRecord): string => id

/** What is listed; of insights with where they arose. */
type Listed = ShownRecord & { readonly origins?: readonly InsightOrigin[] }

/** The screen of touchpoints. */
export const TouchpointList = () => <RecordList kind="touchpoint" />
/** The screen of personas. */
export const PersonaList = () => <RecordList kind="persona" />

/** The list of a kind. @param beneath - what stands under the tabs of the atlas. */
export function RecordList({ kind, beneath }: { kind: ListedKind; beneath?: ReactNode }) {
  const { t, f } = useWords()
  const may = useMay()
  const { find, owner } = useListState().state
  const ownerId = ownerAsked(owner)
  const ownerFilter = useOwnerFilter()
  const { filters, uses } = useNarrowing(kind)
  const ownerName = useOwnerName()
  const navigate = useNavigate()
  const [making, setMaking] = useState(false)
  const arising = useArising(kind)
  const pages = usePages<Listed>(['records', kind, find, ownerId, uses, arising.asked], (cursor, signal) => {
    const asked = { find, ownerId, uses, cursor, limit: PAGE }
    return kind === 'insight'
      ? call('listInsights', { query: { ...asked, ...arising.asked } }, signal)
      : call('listRecords', { query: { kind, ...asked } }, signal)
  })
  const file = (wish: TableWish) =>
    pathOf('/api/v1/atlas/export', {}, { kind, ...wish, find, ownerId, uses, ...arising.asked, language: f.language })
  const mayMake = may('atlas.edit')
  const label = t(`kinds.create.${kind}`)
  const make = () => setMaking(true)
  useCommands(mayMake ? [{ id: `make.${kind}`, label, group: 'create', keys: 'n', icon: IconPlus, run: make }] : [])
  const create = mayMake ? <Button onClick={make}>{label}</Button> : undefined
  const out = kind === 'insight' ? <ExportMenu asked={{ find, ownerId, uses, ...arising.asked }} /> : undefined
  return (
    <Page
      title={t(`kinds.title.${kind}`)}
      actions={
        <>
          {out}
          {create}
        </>
      }
      fill
    >
      <AtlasTabs current={listOf(kind).to} />
      {beneath}
      <DataList
        name={`library-${kind}`}
        label={t(`kinds.title.${kind}`)}
        columns={columnsIn(kind, { t, f, ownerName })}
        pages={pages}
        idOf={idOf}
        nameOf={(record) => nameIn(record, f.language)}
        linkOf={({ id }) => ({ to: '/journeys/library/$recordId', params: { recordId: id } })}
        find={t('library.find')}
        filters={[ownerFilter, ...arising.filters, ...filters]}
        exports={<TableExport href={file} />}
        empty={
          <Empty icon={kindIcon(kind)} title={t(`kinds.none.${kind}`)} action={create}>
            <p>{t(`kinds.noneText.${kind}`)}</p>
          </Empty>
        }
      />
      {making ? (
        <NewRecord
          kind={kind}
          close={() => setMaking(false)}
          made={(recordId) => void navigate({ to: '/journeys/library/$recordId', params: { recordId } })}
        />
      ) : null}
    </Page>
  )
}

type Beside = { readonly t: Translate; readonly f: Format; readonly ownerName: ReturnType<typeof useOwnerName> }

function columnsIn(kind: ListedKind, { t, f, ownerName }: Beside): ListColumn<Listed>[] {
  const telling = tellingField[kind]
  return [
    {
      id: 'name',
      label: t('library.field.name'),
      cell: (record) => nameIn(record, f.language) || t('library.unnamed'),
      width: 200,
      grow: 1,
    },
    {
      id: 'about',
      label: t('library.field.about'),
      cell: (record) => <bdi>{textIn(record, kind === 'persona' ? 'quote' : 'about', f.language).text}</bdi>,
      width: 220,
      grow: 2,
    },
    ...(telling === null ? [] : [tellingColumn(kind, telling, { t, f })]),
    ...(kind === 'insight' ? [originColumn({ t, f })] : []),
    { id: 'owner', label: t('owners.label'), cell: ({ ownerId }) => <bdi>{ownerName(ownerId)}</bdi>, width: 160 },
    {
      id: 'changed',
      label: t('journeys.touched'),
      cell: ({ changedAt }) => <Since at={changedAt} />,
      width: 140,
      grow: 0,
    },
  ]
}

/** The field that tells things of a kind apart: a mark for a choice or a yes, words for words. */
function tellingColumn(kind: ListedKind, field: string, { t, f }: Omit<Beside, 'ownerName'>): ListColumn<Listed> {
  const type = fieldFact(kind, field)?.type
  const cell = (record: ShownRecord) => {
    if (type === 'choice') return <ChoiceMark record={record} field={field} />
    if (type === 'flag') return record.fields[field] === true ? t('kinds.yes') : t('kinds.no')
    const value = record.fields[field]
    return <bdi>{typeof value === 'string' ? value : textIn(record, field, f.language).text}</bdi>
  }
  return { id: field, label: t(`library.field.${field as 'name'}`), cell, width: 130, grow: type === 'choice' ? 0 : 1 }
}

/** Where an insight arose: the first place, and how many more there are. */
function originColumn({ t, f }: Omit<Beside, 'ownerName'>): ListColumn<Listed> {
  const cell = ({ origins: [first, ...more] = [] }: Listed) => {
    if (first === undefined) return null
    const text = originText(first, f.language, t('library.unnamed'))
    const count = more.length
    return <bdi>{count === 0 ? text : t('insights.moreOrigins', { first: text, count })}</bdi>
  }
  return { id: 'origins', label: t('insights.arose'), cell, width: 220, grow: 2 }
}
