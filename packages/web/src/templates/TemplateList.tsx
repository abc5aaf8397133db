// The templates that messages are made from, each with its newest version.

import { IconTemplate } from '@tabler/icons-react'
import { call } from '../api.ts'
import { DataList } from '../list/DataList.tsx'
import { MessageTabs } from '../messages/MessageTabs.tsx'
import type { AnswerOf } from '../operations.ts'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'

const PAGE = 100
type Item = AnswerOf<'listTemplates'>['items'][number]
const idOf = ({ key }: Item): string => key

/** The screen. */
export function TemplateList() {
  const { t, f } = useWords()
  const pages = usePages(['templates'], (cursor, signal) =>
    call('listTemplates', { query: { cursor, limit: PAGE } }, signal),
  )
  return (
    <Page title={t('messages.title')} fill>
      <MessageTabs />
      <DataList
        name="templates"
        label={t('templates.title')}
        columns={[
          { id: 'key', label: t('templates.name'), cell: ({ key }) => key, width: 220, grow: 2 },
          {
            id: 'version',
            label: t('templates.version'),
            cell: ({ version }) => f.whole(version),
            align: 'end',
            width: 100,
          },
          { id: 'changed', label: t('templates.changed'), cell: ({ createdAt }) => <Since at={createdAt} /> },
        ]}
        pages={pages}
        idOf={idOf}
        nameOf={idOf}
        linkOf={({ key }) => ({ to: '/templates/$templateKey', params: { templateKey: key } })}
        empty={
          <Empty
            icon={IconTemplate}
            title={t('templates.none')}
            action={
              <a href="/api/docs" target="_blank" rel="noreferrer">
                {t('templates.docs')}
              </a>
            }
          >
            <p>{t('templates.noneText')}</p>
          </Empty>
        }
      />
    </Page>
  )
}
