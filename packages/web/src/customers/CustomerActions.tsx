// What can be done with a customer besides writing notes: merge, hand out the data, erase. Offers what the role may.
import type { Customer } from '@lotse/protocol'
import { Menu } from '@mantine/core'
import { IconDots, IconDownload, IconEraser, IconGitMerge } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { call, pathOf } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { confirmed } from '../parts/confirm.ts'
import { useUndo } from '../parts/undo.ts'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'

/** The menu. */
export function CustomerActions({ customer: { id }, merge }: { customer: Customer; merge: () => void }) {
  const { t, f } = useWords()
  const may = useMay()
  const erase = useErase(id)
  const [merges, manages] = [may('customers.merge'), may('privacy.manage')]
  useCommands(merges ? [{ id: 'merge', label: t('customer.merge.action'), group: 'here', keys: 'm', run: merge }] : [])
  if (!merges && !manages) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button aria-label={t('customer.actions')}>
          <IconDots size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {merges ? (
          <Menu.Item leftSection={<IconGitMerge size={16} aria-hidden />} onClick={merge}>
            {t('customer.merge.action')}
          </Menu.Item>
        ) : null}
        {manages ? (
          <>
            <Menu.Item
              component="a"
              href={pathOf('/api/v1/customers/{id}/export', { id }, { language: f.language })}
              download
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('customer.privacy.export')}
            </Menu.Item>
            <Menu.Item leftSection={<IconEraser size={16} aria-hidden />} onClick={() => void erase()}>
              {t('customer.privacy.erase')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Erases after the number was typed: nothing brings it back. */
function useErase(id: string): () => Promise<void> {
  const { t } = useWords()
  const { say, sayFailure } = useUndo()
  const erasing = useMutation({
    mutationFn: () => call('eraseCustomer', { params: { id }, body: { confirm: id, reason: 'request' } }),
    onSuccess: () => say(t('customer.privacy.erased')),
    onError: sayFailure,
  })
  return async () => {
    const sure = await confirmed({
      title: t('customer.privacy.eraseTitle'),
      text: t('customer.privacy.eraseText'),
      action: t('customer.privacy.eraseDo'),
      harm: true,
      type: id,
    })
    if (sure) erasing.mutate()
  }
}
