// Departments, teams and regions: who belongs where, and what each owns. Archiving can be undone; nothing is ever deleted.
import type { Unit } from '@lotse/protocol'
import { IconBuildingCommunity } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import { Answer, Empty } from '../parts/states.tsx'
import { Table, tableCss } from '../parts/Table.tsx'
import { useUndo } from '../parts/undo.ts'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { unitsQuery } from './data.ts'
import css from './settings.module.css'
import { UnitDialog } from './UnitDialog.tsx'
import { treeOf } from './unit-tree.ts'

/** The page. */
export function Units() {
  const { t } = useWords()
  const manages = useMay()('units.manage')
  const query = useQuery(unitsQuery)
  const [editing, edit] = useState<Unit | 'new'>()
  const label = t('units.add')
  useCommands(manages ? [{ id: 'units.add', label, group: 'create', keys: 'n', run: () => edit('new') }] : [])
  const add = (
    <Button kind="primary" onClick={() => edit('new')}>
      {label}
    </Button>
  )
  return (
    <Page title={t('settings.page.units')} actions={manages ? add : undefined}>
      <p className={css.lead}>{t('units.lead')}</p>
      <Answer query={query}>
        {(units) =>
          units.length === 0 ? (
            <Empty icon={IconBuildingCommunity} title={t('units.none')} action={manages ? add : undefined}>
              <p>{t('units.noneText')}</p>
            </Empty>
          ) : (
            <Card title={t('units.all')} flush>
              <Tree units={units} edit={manages ? edit : undefined} />
            </Card>
          )
        }
      </Answer>
      {editing === undefined ? null : (
        <UnitDialog
          key={editing === 'new' ? 'new' : editing.id}
          unit={editing === 'new' ? undefined : editing}
          units={query.data ?? []}
          close={() => edit(undefined)}
        />
      )}
    </Page>
  )
}

type Edit = ((unit: Unit) => void) | undefined

function Tree({ units, edit }: { units: readonly Unit[]; edit: Edit }) {
  const { t, f } = useWords()
  const may = useMay()
  const head = [
    t('units.name'),
    t('units.kindLabel'),
    { figures: t('settings.page.members') },
    { figures: t('units.flows') },
    { figures: t('units.templates') },
  ]
  return (
    <Table stacks label={t('settings.page.units')} head={edit === undefined ? head : [...head, '']}>
      {treeOf(units).map(({ unit, depth }) => (
        <tr key={unit.id}>
          <td style={{ paddingLeft: 16 + depth * 20 }}>
            {unit.name} {unit.archivedAt === null ? null : <StateMark tone="plain">{t('units.archived')}</StateMark>}
          </td>
          <td>{t(`units.kind.${unit.kind}`)}</td>
          <td className={tableCss.figures}>
            <Link to="/settings/members" search={{ unit: unit.id }}>
              {f.whole(unit.members)}
            </Link>
          </td>
          <td className={tableCss.figures}>{may('flows.read') ? f.whole(unit.flows) : null}</td>
          <td className={tableCss.figures}>{f.whole(unit.templates)}</td>
          {edit === undefined ? null : (
            <td>
              <Actions unit={unit} edit={edit} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  )
}

function Actions({ unit, edit }: { unit: Unit; edit: (unit: Unit) => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo, say, sayFailure } = useUndo()
  const params = { id: unit.id }
  const stale = () => client.invalidateQueries(unitsQuery)
  const bringBack = () => call('restoreUnit', { params }).finally(stale)
  const restore = useMutation({
    mutationFn: bringBack,
    onSuccess: () => say(t('units.restored', { name: unit.name })),
    onError: sayFailure,
  })
  const archive = useMutation({
    mutationFn: () => call('archiveUnit', { params }),
    onSuccess: async () => {
      offerUndo(t('units.nowArchived', { name: unit.name }), bringBack)
      await stale()
    },
    onError: sayFailure,
  })
  if (unit.archivedAt !== null)
    return (
      <Button kind="quiet" busy={restore.isPending} onClick={() => restore.mutate()}>
        {t('units.restore')}
      </Button>
    )
  return (
    <div className={tableCss.actions}>
      <Button kind="quiet" onClick={() => edit(unit)}>
        {t('units.edit')}
      </Button>
      <Button kind="quiet" busy={archive.isPending} onClick={() => archive.mutate()}>
        {t('units.archive')}
      </Button>
    </div>
  )
}
