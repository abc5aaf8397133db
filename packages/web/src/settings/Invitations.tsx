// Invitations that wait: how each was sent, until when it holds; sending again, withdrawing with a way back.
import type { Invitation } from '@lotse/protocol'
import { IconMailForward, IconMailOff } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListAction, ListColumn } from '../list/shape.ts'
import { Button } from '../parts/Button.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { usePages } from '../parts/pages.ts'
import { Empty } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { invitationsQuery, unitsQuery } from './data.ts'
import { LinkDialog } from './InviteDialog.tsx'

const idOf = ({ id }: Invitation): string => id

/** A link that nobody was mailed, for handing over. */
type Link = { readonly email: string; readonly link: string }

/** The list. */
export function Invitations({ invite }: { invite: () => void }) {
  const { t } = useWords()
  const pages = usePages(invitationsQuery.queryKey, (cursor, signal) =>
    call('listInvitations', { query: { limit: 100, cursor } }, signal),
  )
  const [links, show] = useState<readonly Link[]>([])
  const [link] = links
  const actions = useInvitationActions((more) => show((before) => [...before, ...more]))
  return (
    <>
      <DataList
        name="invitations"
        label={t('members.tab.invitations')}
        columns={useColumns()}
        pages={pages}
        idOf={idOf}
        nameOf={({ email }) => email}
        actions={actions}
        empty={
          <Empty
            icon={IconMailForward}
            title={t('members.invite.none')}
            action={<Button onClick={invite}>{t('members.invite.action')}</Button>}
          >
            <p>{t('members.invite.noneText')}</p>
          </Empty>
        }
      />
      {link === undefined ? null : <LinkDialog key={link.link} {...link} close={() => show(links.slice(1))} />}
    </>
  )
}

function useColumns(): readonly ListColumn<Invitation>[] {
  const { t } = useWords()
  const units = useQuery(unitsQuery).data ?? []
  return [
    { id: 'email', label: t('members.email'), width: 220, grow: 2, cell: ({ email }) => <bdi>{email}</bdi> },
    {
      id: 'roles',
      label: t('members.roles'),
      cell: ({ roles }) => roles.map((role) => t(`members.role.${role}`)).join(', '),
    },
    {
      id: 'units',
      label: t('members.units'),
      cell: ({ unitIds }) =>
        units
          .filter(({ id }) => unitIds.includes(id))
          .map(({ name }) => name)
          .join(', '),
    },
    {
      id: 'state',
      label: t('members.invite.state'),
      width: 260,
      grow: 1.4,
      cell: (invitation) => <State invitation={invitation} />,
    },
    { id: 'by', label: t('members.invite.by'), cell: ({ invitedBy }) => <bdi>{invitedBy}</bdi> },
  ]
}

function State({ invitation: { expiresAt, mailedAt } }: { invitation: Invitation }) {
  const { t, f } = useWords()
  const ends = Date.parse(expiresAt)
  if (ends <= Date.now()) return <StateMark tone="attention">{t('members.invite.ended')}</StateMark>
  const until = f.date(ends)
  return mailedAt === null ? t('members.invite.byHand', { until }) : t('members.invite.mailed', { until })
}

function useInvitationActions(show: (links: readonly Link[]) => void): ListAction<Invitation>[] {
  const { t, f } = useWords()
  const client = useQueryClient()
  const { say, offerUndo, sayFailure } = useUndo()
  const stale = () => client.invalidateQueries(invitationsQuery)
  const resend = async (all: readonly Invitation[]) => {
    const links: Link[] = []
    try {
      for (const { id, email } of all) {
        const { link } = await call('resendInvitation', { params: { id } })
        if (link !== null) links.push({ email, link })
      }
      if (links.length === 0) say(t('members.invite.sentAgain', { count: all.length, formatted: f.whole(all.length) }))
    } finally {
      show(links)
      await stale()
    }
  }
  const withdraw = async (all: readonly Invitation[]) => {
    try {
      for (const { id } of all) await call('withdrawInvitation', { params: { id } })
    } finally {
      await stale()
    }
    // The old links have ended for good; the way back sends fresh ones.
    offerUndo(t('members.invite.withdrawn', { count: all.length, formatted: f.whole(all.length) }), () => resend(all))
  }
  return [
    {
      id: 'invitations.resend',
      label: t('members.invite.resend'),
      icon: IconMailForward,
      run: (all) => void resend(all).catch(sayFailure),
    },
    {
      id: 'invitations.withdraw',
      label: t('members.invite.withdraw'),
      icon: IconMailOff,
      run: (all) => void withdraw(all).catch(sayFailure),
    },
  ]
}
