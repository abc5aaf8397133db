// Where each department, team and region opens its tickets. Units that say nothing have what the one above says.
import type { ShownTicketConnection, ShownTicketTarget } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { targetsQuery } from '../../insights/tickets/data.ts'
import { indented, useUnits } from '../../owners/use-units.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Answer } from '../../parts/states.tsx'
import { Table } from '../../parts/Table.tsx'
import { useWords } from '../../words/use.ts'
import { treeOf } from '../unit-tree.ts'
import { TargetDialog } from './TargetDialog.tsx'

/** The card. */
export function Targets({ connections }: { connections: readonly ShownTicketConnection[] }) {
  const { t } = useWords()
  const query = useQuery(targetsQuery)
  const [editing, edit] = useState<string>()
  const units = useUnits()
  const unit = units.find(({ id }) => id === editing)
  return (
    <Card title={t('tickets.targets')} note={t('tickets.targetsLead')} flush>
      <Answer query={query}>
        {(targets) => (
          <>
            <Rows targets={targets} connections={connections} edit={edit} />
            {unit === undefined ? null : (
              <TargetDialog
                key={unit.id}
                unit={unit}
                target={targets.find(({ unitId }) => unitId === unit.id)}
                connections={connections}
                close={() => edit(undefined)}
              />
            )}
          </>
        )}
      </Answer>
    </Card>
  )
}

type Given = {
  readonly targets: readonly ShownTicketTarget[]
  readonly connections: readonly ShownTicketConnection[]
  readonly edit: (unitId: string) => void
}

function Rows({ targets, connections, edit }: Given) {
  const { t } = useWords()
  const units = useUnits().filter(({ archivedAt }) => archivedAt === null)
  const head = [t('tickets.unit'), t('tickets.connection'), t('tickets.project'), '']
  if (units.length === 0) return <p className="quiet">{t('tickets.noUnits')}</p>
  return (
    <Table stacks label={t('tickets.targets')} head={head}>
      {treeOf(units).map(({ unit, depth }) => {
        const said = targets.find(({ unitId }) => unitId === unit.id)
        return (
          <tr key={unit.id}>
            <td>{indented(unit.name, depth)}</td>
            <Where said={said} connections={connections} />
            <td>
              <Button kind="quiet" onClick={() => edit(unit.id)}>
                {t('tickets.targetEdit')}
                <span className="visually-hidden"> {unit.name}</span>
              </Button>
            </td>
          </tr>
        )
      })}
    </Table>
  )
}

function Where({ said, connections }: { said: ShownTicketTarget | undefined } & Pick<Given, 'connections'>) {
  const { t } = useWords()
  const units = useUnits()
  const target = said?.target ?? null
  if (said === undefined || target === null)
    return (
      <>
        <td className="quiet">{t('tickets.noTarget')}</td>
        <td />
      </>
    )
  const connection = connections.find(({ id }) => id === target.connectionId)
  const project = connection?.catalog?.projects.find(({ id }) => id === target.project)
  const from = units.find(({ id }) => id === said.from)?.name ?? ''
  return (
    <>
      <td>
        <bdi>{connection?.name}</bdi>
        {said.own ? null : <span className="quiet"> ({t('tickets.inherited', { unit: from })})</span>}
      </td>
      <td>
        <bdi>{project?.name ?? target.project}</bdi>
      </td>
    </>
  )
}
