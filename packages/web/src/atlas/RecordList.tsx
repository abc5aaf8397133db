// The library by kind: touchpoints with whose they are and how far they are built; personas with whom they stand for.
import type { ShownRecord } from '@lotse/protocol'
import { IconHandFinger, IconPlus, IconUser } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call, pathOf } from '../api.ts'
import { useMay } from '../app/member.ts'
import { nameIn, textIn } from '../canvas/texts.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListColumn } from '../list/shape.ts'
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
import { NewRecord } from './NewRecord.tsx'

const PAGE = 100
const idOf = ({ id }: ShownRecord): string => id

/** A kind that has a list of its own. */
type ListedKind = 'touchpoint' | 'persona'

const icons = { touchpoint: IconHandFinger, persona: IconUser } as const
const paths = { touchpoint: '/journeys/touchpoints', persona: '/journeys/personas' } as const

/** The screen of touchpoints. */
export const TouchpointList = () => <RecordList kind="touchpoint" />
/** The screen of personas. */
export const PersonaList = () => <RecordList kind="persona" />

function RecordList({ kind }: { kind: ListedKind }) {
  const { t, f } = useWords()
  const may = useMay()
  const { find, owner } = useSearch({ from: `/shell${paths[kind]}` })
  const ownerId = ownerAsked(owner)
  const ownerFilter = useOwnerFilter()
  const ownerName = useOwnerName()
  const navigate = useNavigate()
  const [making, setMaking] = useState(false)
  const pages = usePages(['records', kind, find, ownerId], (cursor, signal) =>
    call('listRecords', { query: { kind, find, ownerId, cursor, limit: PAGE } }, signal),
  )
  const mayMake = may('atlas.edit')
  const label = t(`library.create.${kind}`)
  const make = () => setMaking(true)
  useCommands(mayMake ? [{ id: `make.${kind}`, label, group: 'create', keys: 'n', icon: IconPlus, run: make }] : [])
  const create = mayMake ? <Button onClick={make}>{label}</Button> : undefined
  return (
    <Page title={t(`library.title.${kind}`)} actions={create} fill>
      <AtlasTabs current={paths[kind]} />
      <DataList
        name={`library-${kind}`}
        label={t(`library.title.${kind}`)}
        columns={columnsIn(kind, { t, f, ownerName })}
        pages={pages}
        idOf={idOf}
        nameOf={(record) => nameIn(record, f.language)}
        linkOf={({ id }) => ({ to: '/journeys/library/$recordId', params: { recordId: id } })}
        find={t('library.find')}
        filters={[ownerFilter]}
        exportHref={pathOf('/api/v1/atlas/export', {}, { kind, format: 'xlsx', find, ownerId, language: f.language })}
        empty={
          <Empty icon={icons[kind]} title={t(`library.none.${kind}`)} action={create}>
            <p>{t(`library.noneText.${kind}`)}</p>
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

function columnsIn(kind: ListedKind, { t, f, ownerName }: Beside): ListColumn<ShownRecord>[] {
  const state: ListColumn<ShownRecord> = {
    id: 'state',
    label: t('library.field.state'),
    cell: (record) => <ChoiceMark record={record} field="state" />,
    width: 130,
    grow: 0,
  }
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
    ...(kind === 'touchpoint' ? [state] : []),
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
