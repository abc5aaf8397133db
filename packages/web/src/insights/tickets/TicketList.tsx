// Tickets of insights: all, and those to ask about, overdue, untouched, in conflict or not following. Conflicts are resolved here; nothing else is changed.
import { nameIn } from '@lotse/core/atlas'
import { type TicketLine, ticketLists, type TicketList as Which } from '@lotse/protocol'
import { IconTicket } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useMay } from '../../app/member.ts'
import { DataList } from '../../list/DataList.tsx'
import type { ListColumn } from '../../list/shape.ts'
import { ownerAsked, useOwnerFilter, useOwnerName } from '../../owners/use-units.ts'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Page } from '../../parts/Page.tsx'
import { usePages } from '../../parts/pages.ts'
import { Since } from '../../parts/Since.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { Tabs } from '../../parts/Tabs.tsx'
import { useWords } from '../../words/use.ts'
import { Conflict } from './Conflict.tsx'
import { stateTones, ticketCountsQuery, ticketQuery } from './data.ts'
import { TicketLink } from './TicketCard.tsx'
import { failureText } from './values.ts'

const PAGE = 100
const LIVE_MS = 15_000
const idOf = ({ insight }: TicketLine): string => insight

/** The screen. */
export function TicketList() {
  const { t, f } = useWords()
  const { show: asked, owner } = useSearch({ from: '/shell/insights/tickets' })
  const show = ticketLists.find((one) => one === asked) ?? 'all'
  const department = ownerAsked(owner)
  const filter = useOwnerFilter()
  const [resolving, resolve] = useState<TicketLine>()
  const columns = useColumns(show, resolve)
  const pages = usePages(
    ['tickets', 'list', show, department],
    (cursor, signal) => call('listTickets', { query: { show, department, cursor, limit: PAGE } }, signal),
    LIVE_MS,
  )
  return (
    <Page title={t('tickets.title')} fill>
      <Lists show={show} department={department} />
      <DataList
        key={show}
        name="tickets"
        label={t('tickets.title')}
        columns={columns}
        pages={pages}
        idOf={idOf}
        nameOf={({ name }) => nameIn(name, f.language)}
        linkOf={({ insight }) => ({ to: '/journeys/library/$recordId', params: { recordId: insight } })}
        filters={[{ ...filter, label: t('tickets.department') }]}
        lines={2}
        empty={<Nothing show={show} />}
      />
      {resolving === undefined ? null : <Resolve line={resolving} close={() => resolve(undefined)} />}
    </Page>
  )
}

function Lists({ show, department }: { show: Which; department: string | undefined }) {
  const { t, f } = useWords()
  const { data } = useQuery(ticketCountsQuery(department))
  const owner = department === undefined ? {} : { owner: department }
  return (
    <Tabs
      label={t('tickets.label')}
      tabs={ticketLists.map((one) => ({
        link: { to: '/insights/tickets', search: one === 'all' ? owner : { ...owner, show: one } },
        label: t(`tickets.list.${one}`),
        current: one === show,
        ...(data === undefined ? {} : { count: f.whole(data[one]) }),
      }))}
    />
  )
}

function Nothing({ show }: { show: Which }) {
  const { t } = useWords()
  const manages = useMay()('insights.manage')
  if (show !== 'all')
    return (
      <Empty icon={IconTicket} title={t(`tickets.noneIn.${show}`)}>
        <p>{t('tickets.noneInText')}</p>
      </Empty>
    )
  const action = manages ? <ButtonLink to="/settings/tickets">{t('tickets.toSettings')}</ButtonLink> : undefined
  return (
    <Empty icon={IconTicket} title={t('tickets.none')} action={action}>
      <p>{t('tickets.noneText')}</p>
    </Empty>
  )
}

function useColumns(show: Which, resolve: (line: TicketLine) => void): ListColumn<TicketLine>[] {
  const { t, f } = useWords()
  const may = useMay()
  const ownerName = useOwnerName()
  const since = (at: string | null) => (at === null ? null : <Since at={at} />)
  const all: ListColumn<TicketLine>[] = [
    {
      id: 'name',
      label: t('tickets.insight'),
      cell: ({ name }) => <bdi>{nameIn(name, f.language)}</bdi>,
      width: 220,
      grow: 2,
    },
    {
      id: 'key',
      label: t('tickets.ticket'),
      cell: ({ key, url }) => <TicketLink name={key} url={url} />,
      width: 110,
    },
    { id: 'there', label: t('tickets.there'), cell: ({ there }) => <bdi>{there?.name ?? ''}</bdi>, width: 120 },
    {
      id: 'state',
      label: t('tickets.standing'),
      cell: (line) => (
        <Standing line={line} resolve={may('insights.decide', { ownerId: line.departmentId }) ? resolve : undefined} />
      ),
      width: 210,
      grow: 2,
    },
    { id: 'assignee', label: t('tickets.assignee'), cell: ({ assignee }) => <bdi>{assignee ?? ''}</bdi>, width: 110 },
    {
      id: 'department',
      label: t('tickets.department'),
      cell: ({ departmentId }) => <bdi>{ownerName(departmentId)}</bdi>,
      width: 140,
    },
    { id: 'since', label: t('tickets.since'), cell: ({ statusSince }) => since(statusSince), width: 150 },
    { id: 'touched', label: t('tickets.touched'), cell: ({ updatedAt }) => since(updatedAt), width: 140, extra: true },
    {
      id: 'system',
      label: t('tickets.system'),
      cell: ({ system }) => <bdi>{system.name}</bdi>,
      width: 120,
      extra: true,
    },
  ]
  const due: ListColumn<TicketLine> = {
    id: 'due',
    label: t(show === 'overdue' ? 'tickets.due' : 'tickets.waits'),
    cell: ({ overdueSince, untouchedSince }) => since(show === 'overdue' ? overdueSince : untouchedSince),
    width: 140,
  }
  return show === 'overdue' || show === 'untouched' ? [...all.slice(0, 2), due, ...all.slice(2)] : all
}

/** Whether both sides agree, and what is to be done where they do not. */
function Standing({ line, resolve }: { line: TicketLine; resolve: ((line: TicketLine) => void) | undefined }) {
  const { t } = useWords()
  if (line.conflicts > 0)
    return (
      <>
        <StateMark tone="attention">{t('tickets.how.conflict')}</StateMark>{' '}
        {resolve === undefined ? null : (
          <Button kind="quiet" onClick={() => resolve(line)}>
            {t('tickets.resolve')}
          </Button>
        )}
      </>
    )
  if (line.failure !== null) return <span>{failureText(t, line.failure)}</span>
  return <StateMark tone={stateTones[line.state]}>{t(`tickets.state.${line.state}`)}</StateMark>
}

function Resolve({ line, close }: { line: TicketLine; close: () => void }) {
  const { f } = useWords()
  const query = useQuery(ticketQuery(line.insight))
  return (
    <Dialog open close={close} title={`${line.key}: ${nameIn(line.name, f.language)}`}>
      <Answer query={query}>
        {(ticket) => (
          <div className="stack">
            {ticket.conflicts
              .filter(({ resolvedAt }) => resolvedAt === null)
              .map((conflict) => (
                <Conflict key={conflict.id} ticket={ticket} conflict={conflict} decides done={close} />
              ))}
          </div>
        )}
      </Answer>
    </Dialog>
  )
}
