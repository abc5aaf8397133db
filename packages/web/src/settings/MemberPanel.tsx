// One member beside the list: roles and units, and the way out of the workspace. Every change can be undone.
import type { Member, Role } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { meQuery } from '../app/data.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Since } from '../parts/Since.tsx'
import { Failure } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { unitsQuery } from './data.ts'
import { MemberHelp } from './MemberHelp.tsx'
import { type Chosen, RolesAndUnits } from './RolesAndUnits.tsx'
import css from './settings.module.css'

const chosenOf = ({ roles, unitIds }: Member): Chosen => {
  const [main = 'viewer', ...further] = roles
  return { roles: [main, ...further], unitIds }
}

/** What a change of members makes stale. */
function useStale(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: ['members'] })
    await client.invalidateQueries(unitsQuery)
    await client.invalidateQueries(meQuery)
  }
}

/** The panel. */
export function MemberPanel({ member, close }: { member: Member; close: () => void }) {
  const { t } = useWords()
  const stale = useStale()
  const { offerUndo } = useUndo()
  const before = chosenOf(member)
  const [chosen, choose] = useState(before)
  const put = async ({ roles, unitIds }: Chosen) => {
    const body = { roles: [...roles] as Role[], unitIds: [...unitIds] }
    await call('changeMember', { params: { id: member.id }, body })
    await stale()
  }
  const change = useMutation({
    mutationFn: put,
    onMutate: () => before,
    onSuccess: (_, __, before) => {
      offerUndo(t('members.changed', { name: member.name }), () => put(before))
      close()
    },
  })
  return (
    <Dialog
      open
      close={close}
      place="side"
      title={member.name}
      actions={
        <>
          <Button onClick={close}>{t('settings.cancel')}</Button>
          <Button kind="primary" busy={change.isPending} onClick={() => change.mutate(chosen)}>
            {t('settings.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <dl className={css.facts}>
          <dt>{t('members.email')}</dt>
          <dd>{member.email}</dd>
          <dt>{t('members.seen')}</dt>
          <dd>{member.seenAt === null ? t('members.never') : <Since at={member.seenAt} />}</dd>
          <dt>{t('members.factor')}</dt>
          <dd>{member.secondFactor ? t('members.factorOn') : t('members.factorOff')}</dd>
        </dl>
        {change.isError ? <Failure failure={change.error} /> : null}
        <RolesAndUnits chosen={chosen} choose={choose} />
        {member.me ? null : <MemberHelp member={member} />}
        <Remove member={member} close={close} />
      </div>
    </Dialog>
  )
}

function Remove({ member, close }: { member: Member; close: () => void }) {
  const { t } = useWords()
  const stale = useStale()
  const { offerUndo } = useUndo()
  const params = { id: member.id }
  const restore = () => call('restoreMember', { params }).finally(stale)
  const remove = useMutation({
    mutationFn: () => call('removeMember', { params }),
    onSuccess: async () => {
      offerUndo(t('members.removed', { name: member.name }), restore)
      close()
      await stale()
    },
  })
  return (
    <div className={css.foot}>
      <p className="quiet">{t('members.removeHint')}</p>
      {remove.isError ? <Failure failure={remove.error} /> : null}
      <div className={css.row}>
        <Button onClick={() => remove.mutate()} busy={remove.isPending}>
          {t('members.remove')}
        </Button>
      </div>
    </div>
  )
}
