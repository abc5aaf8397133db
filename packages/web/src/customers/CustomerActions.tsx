// What can be done with a customer besides writing notes: merge, hand out the data, erase. Offers what the role may.
import type { Customer } from '@lotse/protocol'
import { Menu } from '@mantine/core'
import { IconDots, IconDownload, IconEraser, IconGitMerge } from '@tabler/icons-react'
import { useState } from 'react'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { type PersonAction, PersonDialog } from '../privacy/PersonActions.tsx'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'

/** The menu. */
export function CustomerActions({ customer: { id }, merge }: { customer: Customer; merge: () => void }) {
  const { t } = useWords()
  const may = useMay()
  const [asked, ask] = useState<PersonAction | null>(null)
  const [merges, manages] = [may('customers.merge'), may('privacy.manage')]
  useCommands([
    ...(merges
      ? [
          {
            id: 'merge',
            label: t('customer.merge.action'),
            group: 'here',
            keys: 'm',
            icon: IconGitMerge,
            run: merge,
          } as const,
        ]
      : []),
    ...(manages
      ? [
          {
            id: 'person.export',
            label: t('privacy.handOut'),
            group: 'here',
            icon: IconDownload,
            run: () => ask('export'),
          } as const,
          {
            id: 'person.erase',
            label: t('privacy.erase'),
            group: 'here',
            icon: IconEraser,
            run: () => ask('erase'),
          } as const,
        ]
      : []),
  ])
  if (!merges && !manages) return null
  return (
    <>
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
              <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={() => ask('export')}>
                {t('privacy.handOut')}
              </Menu.Item>
              <Menu.Item leftSection={<IconEraser size={16} aria-hidden />} onClick={() => ask('erase')}>
                {t('privacy.erase')}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {asked === null ? null : <PersonDialog customerId={id} action={asked} close={() => ask(null)} />}
    </>
  )
}
