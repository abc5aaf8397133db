// Invitations that wait: how each was sent, until when it holds; sending again, withdrawing with a way back.
import type { Invitation } from '@lotse/protocol'
import { IconMailForward } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Answer, Empty } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { invitationsQuery } from './data.ts'
import { LinkDialog } from './InviteDialog.tsx'
import css from './settings.module.css'

/** The list. */
export function Invitations({ invite }: { invite: () => void }) {
  const { t } = useWords()
  const query = useQuery(invitationsQuery)
  return (
    <Answer query={query}>
      {(items) =>
        items.length === 0 ? (
          <Empty
            icon={IconMailForward}
            title={t('members.invite.none')}
            action={<Button onClick={invite}>{t('members.invite.action')}</Button>}
          >
            <p>{t('members.invite.noneText')}</p>
          </Empty>
        ) : (
          <Table
            label={t('members.tab.invitations')}
            head={[
              t('members.email'),
              t('members.roles'),
              t('members.invite.state'),
              t('members.invite.by'),
              t('settings.actions'),
            ]}
          >
            {items.map((invitation) => (
              <Row key={invitation.id} invitation={invitation} />
            ))}
          </Table>
        )
      }
    </Answer>
  )
}

function Row({ invitation }: { invitation: Invitation }) {
  const { t } = useWords()
  return (
    <tr>
      <td>{invitation.email}</td>
      <td>{invitation.roles.map((role) => t(`members.role.${role}`)).join(', ')}</td>
      <td>
        <State invitation={invitation} />
      </td>
      <td>{invitation.invitedBy}</td>
      <td>
        <Actions invitation={invitation} />
      </td>
    </tr>
  )
}

function State({ invitation: { expiresAt, mailedAt } }: { invitation: Invitation }) {
  const { t, f } = useWords()
  const ends = Date.parse(expiresAt)
  if (ends <= Date.now()) return <StateMark tone="attention">{t('members.invite.ended')}</StateMark>
  const until = f.date(ends)
  return mailedAt === null ? t('members.invite.byHand', { until }) : t('members.invite.mailed', { until })
}

function Actions({ invitation: { id, email } }: { invitation: Invitation }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, offerUndo, sayFailure } = useUndo()
  const [link, show] = useState<string | null>(null)
  const stale = () => client.invalidateQueries(invitationsQuery)
  const resend = useMutation({
    mutationFn: () => call('resendInvitation', { params: { id } }),
    onSuccess: async (answer) => {
      show(answer.link)
      if (answer.link === null) say(t('members.invite.sent', { email }))
      await stale()
    },
    onError: sayFailure,
  })
  const withdraw = useMutation({
    mutationFn: () => call('withdrawInvitation', { params: { id } }),
    onSuccess: async () => {
      // The old link has ended for good; the way back sends a fresh one.
      offerUndo(t('members.invite.withdrawn', { email }), () => resend.mutate())
      await stale()
    },
    onError: sayFailure,
  })
  return (
    <div className={css.row}>
      <Button kind="quiet" busy={resend.isPending} onClick={() => resend.mutate()}>
        {t('members.invite.resend')}
      </Button>
      <Button kind="quiet" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {t('members.invite.withdraw')}
      </Button>
      {link === null ? null : <LinkDialog email={email} link={link} close={() => show(null)} />}
    </div>
  )
}
