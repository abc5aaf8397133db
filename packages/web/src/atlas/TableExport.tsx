// A list or a matrix as a file, in every form in which it leaves. The server makes the files; only PNG is drawn here.
import type { RecordFormat } from '@lotse/protocol'
import { Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { named } from './ExportMenu.tsx'
import { savePng } from './picture.ts'

/** What is asked for: a form, and the paper of its pages. */
export type TableWish = { readonly format: RecordFormat; readonly paper?: 'A4' | 'A3' }

/** The ways out. @param href - the address of the file that is wished. */
export function TableExport({ href }: { readonly href: (wish: TableWish) => string }) {
  const { t } = useWords()
  const { sayFailure } = useUndo()
  const [drawing, setDrawing] = useState(false)
  const way = (text: ReactNode, wish: TableWish) => (
    <Menu.Item component="a" href={href(wish)} download>
      {text}
    </Menu.Item>
  )
  const draw = () => {
    setDrawing(true)
    void savePng(href({ format: 'svg' }))
      .catch(sayFailure)
      .finally(() => setDrawing(false))
  }
  return (
    <Menu position="bottom-end" shadow="none">
      <Menu.Target>
        <Button busy={drawing}>
          <IconDownload size={16} stroke={1.7} aria-hidden />
          {t('exchange.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('exchange.toWork')}</Menu.Label>
        {way('Excel', { format: 'xlsx' })}
        {way('CSV', { format: 'csv' })}
        <Menu.Label>{t('exchange.toShow')}</Menu.Label>
        {way('PDF A4', { format: 'pdf', paper: 'A4' })}
        {way('PDF A3', { format: 'pdf', paper: 'A3' })}
        <Menu.Item onClick={draw}>{named('PNG', t('exchange.forSlides'))}</Menu.Item>
        {way(named('SVG', t('exchange.anySize')), { format: 'svg' })}
        <Menu.Label>{t('exchange.toHandOn')}</Menu.Label>
        {way(named('JSON', t('exchange.whole')), { format: 'json' })}
      </Menu.Dropdown>
    </Menu>
  )
}
