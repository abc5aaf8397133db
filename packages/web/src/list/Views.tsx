// Saved views of a list: go to one, save the present one, share, change, remove with undo. A view is nothing but an address.
import { Menu } from '@mantine/core'
import { IconBookmark, IconCheck } from '@tabler/icons-react'
import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { SaveView } from './SaveView.tsx'

const viewsQuery = (screen: string) =>
  queryOptions({
    queryKey: ['views', screen],
    queryFn: ({ signal }) => call('listViews', { query: { screen } }, signal),
  })

const renew = (client: QueryClient) => client.invalidateQueries({ queryKey: ['views'] })

/** @param screen - the list's name. */
export function Views({ screen }: { screen: string }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [saving, setSaving] = useState(false)
  const { data } = useQuery({ ...viewsQuery(screen), enabled: open })
  const search = useRouterState({ select: ({ location }) => location.searchStr.replace(/^\?/, '') })
  const router = useRouter()
  const views = data?.items ?? []
  const present = views.find((view) => view.search === search)
  const { remove, update } = useChanges()
  const go = (to: string) =>
    void router.navigate({ href: `${router.latestLocation.pathname}${to === '' ? '' : `?${to}`}` })
  return (
    <>
      <Menu position="bottom-end" opened={open} onChange={setOpen}>
        <Menu.Target>
          <Button kind="quiet" aria-label={t('list.views.menu')} title={t('list.views.menu')}>
            <IconBookmark size={16} stroke={1.7} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{views.length === 0 ? t('list.views.none') : t('list.views.title')}</Menu.Label>
          {views.map((view) => (
            <Menu.Item
              key={view.id}
              onClick={() => go(view.search)}
              rightSection={view.id === present?.id ? <IconCheck size={16} aria-hidden /> : undefined}
            >
              {view.name}
              {view.shared ? <span className="quiet"> · {t('list.views.shared')}</span> : null}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => go('')}>{t('list.views.usual')}</Menu.Item>
          <Menu.Item onClick={() => setSaving(true)}>{t('list.views.save')}</Menu.Item>
          {present?.mine ? (
            <>
              <Menu.Item onClick={() => update.mutate({ id: present.id, shared: !present.shared })}>
                {present.shared ? t('list.views.unshare') : t('list.views.share')}
              </Menu.Item>
              <Menu.Item onClick={() => remove.mutate(present)}>
                {t('list.views.remove', { name: present.name })}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <SaveView
        open={saving}
        close={() => setSaving(false)}
        screen={screen}
        search={search}
        known={views.filter((view) => view.mine)}
      />
    </>
  )
}

function useChanges() {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const settled = { onSettled: () => renew(client), onError: sayFailure }
  const update = useMutation({
    mutationFn: ({ id, shared }: { id: string; shared: boolean }) =>
      call('updateView', { params: { id }, body: { shared } }),
    ...settled,
  })
  const remove = useMutation({
    mutationFn: ({ id }: { id: string; name: string }) => call('deleteView', { params: { id } }),
    ...settled,
    onSuccess: (_, { id, name }) =>
      offerUndo(t('list.views.removed', { name }), async () => {
        await call('restoreView', { params: { id } })
        await renew(client)
      }),
  })
  return { update, remove }
}
