// Settings of tickets: connections to ticket systems with how they do, and where departments open their tickets. Secrets are typed here and never shown.
import type { ShownTicketConnection } from '@lotse/protocol'
import { IconTicket } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../app/member.ts'
import { connectionsQuery } from '../../insights/tickets/data.ts'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { useCommands } from '../../shell/use-commands.ts'
import { useWords } from '../../words/use.ts'
import page from '../settings.module.css'
import { ConnectionCard } from './ConnectionCard.tsx'
import { ConnectionDialog } from './ConnectionDialog.tsx'
import { Targets } from './Targets.tsx'

/** The page. */
export function Tickets() {
  const { t } = useWords()
  const manages = useMay()('workspace.manage')
  const query = useQuery(connectionsQuery)
  const [editing, edit] = useState<ShownTicketConnection | 'new'>()
  const label = t('tickets.connect')
  useCommands(manages ? [{ id: 'tickets.connect', label, group: 'create', keys: 'n', run: () => edit('new') }] : [])
  const connect = (
    <Button kind="primary" onClick={() => edit('new')}>
      {label}
    </Button>
  )
  return (
    <Page title={t('tickets.title')} actions={manages ? connect : undefined}>
      <p className={page.lead}>{t('tickets.settingsLead')}</p>
      <Answer query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconTicket} title={t('tickets.noConnection')} action={manages ? connect : undefined}>
              <p>{t('tickets.noConnectionText')}</p>
            </Empty>
          ) : (
            <>
              {items.map((one) => (
                <ConnectionCard key={one.id} connection={one} edit={manages ? edit : undefined} />
              ))}
              <Targets connections={items} />
            </>
          )
        }
      </Answer>
      {editing === undefined ? null : (
        <ConnectionDialog
          key={editing === 'new' ? 'new' : editing.id}
          connection={editing === 'new' ? undefined : editing}
          kinds={query.data?.kinds ?? []}
          close={() => edit(undefined)}
        />
      )}
    </Page>
  )
}
