// The ways out of one insight, as they stand at the head of its page: as PDF, and by a link for people without an account.
import { Menu } from '@mantine/core'
import { IconChevronDown, IconFileTypePdf } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call, pathOf } from '../../api.ts'
import { Button, FileLink } from '../../parts/Button.tsx'
import { useWords } from '../../words/use.ts'
import css from '../exchange/exchange.module.css'
import { LinkButton } from './LinkButton.tsx'

type Given = { readonly insight: string; readonly title: string }

/** The buttons; that to share waits until it is known who is in charge. */
export function InsightOut({ insight, title }: Given) {
  const work = useQuery({
    queryKey: ['insights', 'whole', insight],
    queryFn: ({ signal }) => call('getInsightWork', { params: { id: insight } }, signal),
  }).data?.work
  return (
    <>
      <PdfLink insight={insight} />
      {work === undefined ? null : <LinkButton insight={insight} title={title} departmentId={work.department.id} />}
    </>
  )
}

/** An insight as PDF, with one click, or with its discussion. */
export function PdfLink({ insight }: Pick<Given, 'insight'>) {
  const { t, f } = useWords()
  const href = (talk: 'yes' | 'no') =>
    pathOf('/api/v1/insights/{id}/export', { id: insight }, { talk, language: f.language })
  return (
    <span className={css.pair}>
      <FileLink href={href('no')}>
        <IconFileTypePdf size={16} stroke={1.7} aria-hidden />
        {t('insightSheet.pdf')}
      </FileLink>
      <Menu position="bottom-end" shadow="none">
        <Menu.Target>
          <Button aria-label={t('insightSheet.more')} title={t('insightSheet.more')}>
            <IconChevronDown size={16} stroke={1.7} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={href('yes')} download>
            {t('insightSheet.withTalk')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}
