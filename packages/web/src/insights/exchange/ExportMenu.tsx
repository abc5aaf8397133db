// The list of insights as a file for management: with one click as a workbook, or in another form, or a file for each department. The server makes the files.
import type { OperationInput } from '@lotse/protocol'
import { Menu } from '@mantine/core'
import { IconChevronDown, IconFileSpreadsheet } from '@tabler/icons-react'
import { pathOf } from '../../api.ts'
import { Button, FileLink } from '../../parts/Button.tsx'
import { useWords } from '../../words/use.ts'
import css from './exchange.module.css'

type Asked = NonNullable<OperationInput<'exportInsightList'>['query']>

/** How a list is narrowed and in which order it stands; its file holds the same. */
export type ListAsked = Omit<Asked, 'format' | 'split' | 'language'>

/** The ways out of a list of insights. @param asked - how the list is narrowed on the screen. */
export function ExportMenu({ asked }: { asked: ListAsked }) {
  const { t, f } = useWords()
  const href = (more: Asked) => pathOf('/api/v1/insight-list', {}, { ...asked, ...more, language: f.language })
  const way = (label: string, more: Asked) => (
    <Menu.Item component="a" href={href(more)} download>
      {label}
    </Menu.Item>
  )
  return (
    <span className={css.pair}>
      <FileLink href={href({ format: 'xlsx' })}>
        <IconFileSpreadsheet size={16} stroke={1.7} aria-hidden />
        {t('insightExchange.forManagement')}
      </FileLink>
      <Menu position="bottom-end" shadow="none">
        <Menu.Target>
          <Button aria-label={t('insightExchange.more')} title={t('insightExchange.more')}>
            <IconChevronDown size={16} stroke={1.7} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('insightExchange.whole')}</Menu.Label>
          {way(t('insightExchange.excel'), { format: 'xlsx' })}
          {way(t('insightExchange.csv'), { format: 'csv' })}
          {way(t('insightExchange.json'), { format: 'json' })}
          {way(t('insightExchange.mine'), { format: 'xlsx', department: 'mine' })}
          <Menu.Label>{t('insightExchange.split')}</Menu.Label>
          {way(t('insightExchange.splitExcel'), { format: 'xlsx', split: 'department' })}
          {way(t('insightExchange.splitCsv'), { format: 'csv', split: 'department' })}
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}
