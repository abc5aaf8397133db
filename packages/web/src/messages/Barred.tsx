// Addresses that nothing is sent to: found, barred by hand, and lifted again.
import type { Suppression } from '@lotse/protocol'
import { IconBan, IconRefresh } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call, pathOf } from '../api.ts'
import { useMay } from '../app/member.ts'
import { DataList } from '../list/DataList.tsx'
import type { ListAction } from '../list/shape.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useCommands } from '../shell/use-commands.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { MessageTabs } from './MessageTabs.tsx'

const PAGE = 100
const idOf = ({ channel, address }: Suppression): string => `${channel}/${address}`

/** The screen. */
export function Barred() {
  const { t } = useWords()
  const may = useMay()
  return (
    <Page title={t('messages.title')} actions={may('messages.repair') ? <Add /> : undefined} fill>
      <MessageTabs />
      {may('personal.read') ? <List /> : <Notice kind="plain">{t('messages.barred.hidden')}</Notice>}
    </Page>
  )
}

function List() {
  const { t, f } = useWords()
  const { find } = useSearch({ from: '/shell/messages/barred' })
  const pages = usePages(['suppressions', find], (cursor, signal) =>
    call('listSuppressions', { query: { find, cursor, limit: PAGE } }, signal),
  )
  return (
    <DataList
      name="barred"
      label={t('messages.tab.barred')}
      find={t('messages.barred.find')}
      columns={[
        {
          id: 'address',
          label: t('messages.barred.address'),
          cell: ({ address }) => <bdi>{address}</bdi>,
          width: 240,
          grow: 2,
        },
        { id: 'reason', label: t('messages.barred.reason'), cell: ({ reason }) => whyOf(t, reason) },
        { id: 'since', label: t('messages.barred.since'), cell: ({ suppressedAt }) => <Since at={suppressedAt} /> },
      ]}
      pages={pages}
      idOf={idOf}
      nameOf={({ address }) => address}
      actions={useLift()}
      exportHref={pathOf('/api/v1/suppressions/export', {}, { find, language: f.language })}
      empty={
        <Empty icon={IconBan} title={t('messages.barred.none')}>
          <p>{t('messages.barred.noneText')}</p>
        </Empty>
      }
    />
  )
}

const known = ['hard_bounce', 'complaint', 'demand'] as const

function whyOf(t: Translate, reason: string): string {
  return t(`messages.barred.why.${known.find((one) => one === reason) ?? 'other'}`)
}

function useLift(): ListAction<Suppression>[] {
  const { t, f } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const settled = () => client.invalidateQueries({ queryKey: ['suppressions'] })
  const addressOf = ({ address }: Suppression) => ({ channel: 'email', address }) as const
  const back = (all: readonly Suppression[]) => async () => {
    for (const one of all) {
      const reason = known.find((name) => name === one.reason)
      await call('addSuppression', { body: { ...addressOf(one), ...(reason === undefined ? {} : { reason }) } })
    }
    await settled()
  }
  const lift = async (all: readonly Suppression[]) => {
    try {
      for (const one of all) await call('liftSuppression', { body: addressOf(one) })
    } finally {
      await settled()
    }
    offerUndo(t('messages.barred.lifted', { count: all.length, formatted: f.whole(all.length) }), back(all))
  }
  if (!may('messages.repair')) return []
  return [
    {
      id: 'barred.lift',
      label: t('messages.barred.lift'),
      icon: IconRefresh,
      run: (all) => void lift(all).catch(sayFailure),
    },
  ]
}

function Add() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const label = t('messages.barred.add')
  useCommands([{ id: 'barred.add', label, group: 'create', keys: 'n', icon: IconBan, run: () => setOpen(true) }])
  const add = async (address: string) => {
    const body = { channel: 'email', address } as const
    await call('addSuppression', { body })
    setOpen(false)
    const settled = () => client.invalidateQueries({ queryKey: ['suppressions'] })
    await settled()
    offerUndo(t('messages.barred.added', { address }), async () => {
      await call('liftSuppression', { body })
      await settled()
    })
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <Dialog
        open={open}
        close={() => setOpen(false)}
        title={t('messages.barred.addTitle')}
        actions={
          <Button kind="primary" type="submit" form="bar">
            {label}
          </Button>
        }
      >
        <form
          id="bar"
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            void add(String(new FormData(event.currentTarget).get('address')).trim()).catch(sayFailure)
          }}
        >
          <p>{t('messages.barred.addText')}</p>
          <Field name="address" type="email" required label={t('messages.barred.address')} />
        </form>
      </Dialog>
    </>
  )
}
