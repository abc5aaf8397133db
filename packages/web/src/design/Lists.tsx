// A list of five thousand rows, page by page, that behaves as one from the server would; slow, failing and empty at will.
import { IconArchive, IconUsers } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Unreachable } from '../api.ts'
import { DataList } from '../list/DataList.tsx'
import { sortOf } from '../list/search.ts'
import type { ListColumn } from '../list/shape.ts'
import type { Texts } from '../list/use-list-state.ts'
import { Choices } from '../parts/Choices.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './design.module.css'
import { type Sample, samples } from './samples.ts'

const PAGE = 100
const ways = ['good', 'slow', 'failing', 'empty'] as const
type Behaviour = (typeof ways)[number]
const SLOW_MS = 1500

const idOf = ({ id }: Sample) => id
const nameOf = ({ name }: Sample) => name

function sorted(rows: readonly Sample[], sort: string | undefined): readonly Sample[] {
  const order = sortOf(sort)
  if (order === null) return rows
  const sign = order.down ? -1 : 1
  const by = (row: Sample) => (order.by === 'orders' ? row.orders : row.seenAt)
  return rows.toSorted((a, b) => sign * (by(a) - by(b)))
}

async function answer(behaviour: Behaviour, { find = '', channel, sort }: Texts, cursor: string | undefined) {
  if (behaviour !== 'good') await new Promise((done) => setTimeout(done, SLOW_MS))
  if (behaviour === 'failing') throw new Unreachable('')
  const fitting = samples.filter(
    (row) => row.name.toLowerCase().includes(find.toLowerCase()) && (channel === undefined || row.channel === channel),
  )
  const from = Number(cursor ?? 0)
  const rows = behaviour === 'empty' ? [] : sorted(fitting, sort).slice(from, from + PAGE)
  return { items: rows, next: rows.length === PAGE ? String(from + PAGE) : null }
}

function useColumns(): readonly ListColumn<Sample>[] {
  const { t, f } = useWords()
  return [
    { id: 'name', label: t('design.column.name'), width: 200, grow: 2, cell: ({ name }) => <bdi>{name}</bdi> },
    { id: 'mail', label: t('design.column.mail'), width: 180, cell: ({ mail }) => mail },
    { id: 'channel', label: t('design.column.channel'), width: 110, grow: 0, cell: ({ channel }) => channel },
    {
      id: 'orders',
      label: t('design.column.orders'),
      width: 130,
      grow: 0,
      align: 'end',
      sort: 'orders',
      downFirst: true,
      cell: ({ orders }) => f.whole(orders),
    },
    {
      id: 'seen',
      label: t('design.column.seen'),
      sort: 'seen',
      downFirst: true,
      cell: ({ seenAt }) => <Since at={seenAt} />,
    },
    { id: 'number', label: t('design.column.number'), extra: true, align: 'end', cell: ({ id }) => id },
  ]
}

/** The list with its switches. */
export function Lists() {
  const { t, f } = useWords()
  const [behaviour, setBehaviour] = useState<Behaviour>('good')
  const [openId, setOpen] = useState<string>()
  const texts: Texts = useSearch({ strict: false })
  const { find, channel, sort } = texts
  const pages = usePages(['design', behaviour, find, channel, sort], (cursor) => answer(behaviour, texts, cursor))
  const { offerUndo } = useUndo()
  return (
    <div className={css.list}>
      <Choices
        label={t('design.behaviour')}
        choices={ways.map((value) => ({ value, label: t(`design.way.${value}`) }))}
        chosen={behaviour}
        choose={setBehaviour}
      />
      <div className={css.listFrame}>
        <DataList
          name="design"
          label={t('design.lists')}
          columns={useColumns()}
          pages={pages}
          idOf={idOf}
          nameOf={nameOf}
          open={({ id }) => setOpen(id)}
          openId={openId}
          find={t('design.find')}
          filters={[
            {
              id: 'channel',
              kind: 'choice',
              label: t('design.column.channel'),
              choices: ['web', 'email', 'app'].map((value) => ({ value, label: value })),
            },
          ]}
          actions={[
            {
              id: 'design.archive',
              label: t('design.archive'),
              icon: IconArchive,
              keys: 'e',
              run: (rows) =>
                offerUndo(
                  t('design.archived', { count: rows.length, formatted: f.whole(rows.length) }),
                  async () => {},
                ),
            },
          ]}
          note={f.whole(samples.length)}
          empty={<Empty icon={IconUsers} title={t('design.sentence')} />}
        />
      </div>
    </div>
  )
}
