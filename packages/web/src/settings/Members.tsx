// Who works here: members with roles, units and last visit; invitations that wait. Inviting and changing is for those who may.
import type { Member } from '@lotse/protocol'
import { IconUserPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call, pathOf } from '../api.ts'
import { useMay } from '../app/member.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListColumn } from '../list/shape.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { invitationsQuery, unitsQuery } from './data.ts'
import { Invitations } from './Invitations.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { MemberPanel } from './MemberPanel.tsx'
import { roleNames } from './roles.ts'
import css from './settings.module.css'

/** The page. */
export function Members() {
  const { t } = useWords()
  const may = useMay()
  const [inviting, invite] = useState(false)
  const { show } = useSearch({ from: '/shell/settings/members' })
  const manages = may('members.manage')
  useCommands(
    manages
      ? [
          {
            id: 'members.invite',
            label: t('members.invite.action'),
            group: 'create',
            keys: 'n',
            icon: IconUserPlus,
            run: () => invite(true),
          },
        ]
      : [],
  )
  return (
    <Page
      title={t('settings.page.members')}
      beside={manages ? <Parts /> : undefined}
      fill
      actions={
        manages ? (
          <Button kind="primary" onClick={() => invite(true)}>
            {t('members.invite.action')}
          </Button>
        ) : undefined
      }
    >
      {show === 'invitations' && manages ? <Invitations invite={() => invite(true)} /> : <MemberList />}
      <InviteDialog open={inviting} close={() => invite(false)} />
    </Page>
  )
}

function Parts() {
  const { t, f } = useWords()
  const { show } = useSearch({ from: '/shell/settings/members' })
  const waiting = useQuery(invitationsQuery).data?.length ?? 0
  return (
    <Tabs
      label={t('settings.page.members')}
      tabs={[
        { link: { to: '/settings/members' }, label: t('members.tab.members'), current: show === undefined },
        {
          link: { to: '/settings/members', search: { show: 'invitations' } },
          label: t('members.tab.invitations'),
          current: show === 'invitations',
          ...(waiting === 0 ? {} : { count: f.whole(waiting) }),
        },
      ]}
    />
  )
}

const idOf = ({ id }: Member) => id

function MemberList() {
  const { t, f } = useWords()
  const may = useMay()
  const { find, role, unit } = useSearch({ from: '/shell/settings/members' })
  const units = useQuery(unitsQuery).data ?? []
  const [openId, open] = useState<string>()
  const columns = useColumns()
  const wished = roleNames.find((name) => name === role)
  const pages = usePages(['members', find, role, unit], (cursor, signal) =>
    call('listMembers', { query: { find, role: wished, unitId: unit, cursor, limit: 100 } }, signal),
  )
  const opened = pages.data?.find(({ id }) => id === openId)
  return (
    <>
      <DataList
        name="members"
        label={t('settings.page.members')}
        columns={columns}
        pages={pages}
        idOf={idOf}
        nameOf={({ name }) => name}
        find={t('members.find')}
        exportHref={pathOf('/api/v1/members/export', {}, { find, role: wished, unitId: unit, language: f.language })}
        filters={[
          {
            id: 'role',
            kind: 'choice',
            label: t('members.roles'),
            choices: roleNames.map((value) => ({ value, label: t(`members.role.${value}`) })),
          },
          {
            id: 'unit',
            kind: 'choice',
            label: t('members.unit'),
            choices: units.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        {...(may('members.manage') ? { open: (member: Member) => open(member.id), openId } : {})}
        empty={
          <Empty icon={IconUsersGroup} title={t('members.none')}>
            <p>{t('members.noneText')}</p>
          </Empty>
        }
      />
      {opened === undefined ? null : <MemberPanel key={opened.id} member={opened} close={() => open(undefined)} />}
    </>
  )
}

function useColumns(): readonly ListColumn<Member>[] {
  const { t, f } = useWords()
  const may = useMay()
  const units = useQuery(unitsQuery).data ?? []
  const namesOf = ({ unitIds }: Member) => units.filter(({ id }) => unitIds.includes(id)).map(({ name }) => name)
  const own: readonly ListColumn<Member>[] = [
    { id: 'name', label: t('members.name'), width: 180, grow: 1.6, cell: (member) => <Name member={member} /> },
    {
      id: 'roles',
      label: t('members.roles'),
      width: 130,
      cell: ({ roles }) => roles.map((role) => t(`members.role.${role}`)).join(', '),
    },
    { id: 'units', label: t('members.units'), width: 140, grow: 1.6, cell: (member) => namesOf(member).join(', ') },
  ]
  if (!may('members.manage')) return own
  return [
    ...own,
    { id: 'email', label: t('members.email'), width: 210, grow: 2, cell: ({ email }) => email },
    {
      id: 'seen',
      label: t('members.seen'),
      width: 130,
      cell: ({ seenAt }) => (seenAt === null ? t('members.never') : <Since at={seenAt} />),
    },
    {
      id: 'factor',
      label: t('members.factor'),
      width: 120,
      cell: ({ secondFactor }) =>
        secondFactor ? (
          <StateMark tone="proof">{t('members.factorOn')}</StateMark>
        ) : (
          <StateMark tone="plain">{t('members.factorOff')}</StateMark>
        ),
    },
    {
      id: 'joined',
      label: t('members.joined'),
      width: 120,
      extra: true,
      cell: ({ joinedAt }) => (joinedAt === null ? '' : f.date(Date.parse(joinedAt))),
    },
  ]
}

function Name({ member }: { member: Member }) {
  const { t } = useWords()
  return (
    <span className={css.name}>
      <Avatar name={member.name} of={member.id} />
      <span>
        {member.name} {member.me ? <span className="quiet">{t('members.you')}</span> : null}
      </span>
    </span>
  )
}
