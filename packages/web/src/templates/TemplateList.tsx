// The templates that messages are made from, each with its newest version.

import { IconPlus, IconTemplate } from '@tabler/icons-react'
import { useRouter, useSearch } from '@tanstack/react-router'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { DataList } from '../list/DataList.tsx'
import { MessageTabs } from '../messages/MessageTabs.tsx'
import type { AnswerOf } from '../operations.ts'
import { ownerAsked, useOwnerFilter, useOwnerName } from '../owners/use-units.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Empty } from '../parts/states.tsx'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { languageOf } from './language.ts'

const PAGE = 100
type Item = AnswerOf<'listTemplates'>['items'][number]
const idOf = ({ key }: Item): string => key

/** The screen. */
export function TemplateList() {
  const { t, f } = useWords()
  const may = useMay()
  const { find, owner } = useSearch({ from: '/shell/templates' })
  const ownerId = ownerAsked(owner)
  const ownerFilter = useOwnerFilter()
  const ownerName = useOwnerName()
  const pages = usePages(['templates', 'list', find, ownerId], (cursor, signal) =>
    call('listTemplates', { query: { find, ownerId, cursor, limit: PAGE } }, signal),
  )
  const allowed = useNewTemplate()
  const create = allowed ? <ButtonLink to="/templates/new">{t('templates.create')}</ButtonLink> : undefined
  return (
    <Page title={may('messages.read') ? t('messages.title') : t('templates.title')} actions={create} fill>
      <MessageTabs />
      <DataList
        name="templates"
        label={t('templates.title')}
        columns={[
          { id: 'name', label: t('templates.name'), cell: ({ name }) => <bdi>{name}</bdi>, width: 220, grow: 2 },
          { id: 'key', label: t('templates.key'), cell: ({ key }) => <code>{key}</code>, width: 160 },
          {
            id: 'locales',
            label: t('templates.locales'),
            cell: ({ locales }) => locales.map((tag) => languageOf(f.language, tag)).join(', '),
            width: 140,
          },
          { id: 'owner', label: t('owners.label'), cell: (item) => <bdi>{ownerName(item.ownerId)}</bdi>, width: 140 },
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
        nameOf={({ name }) => name}
        find={t('templates.find')}
        filters={[ownerFilter]}
        linkOf={({ key }) => ({ to: '/templates/$templateKey', params: { templateKey: key } })}
        empty={
          <Empty icon={IconTemplate} title={t('templates.none')} action={create}>
            <p>{t('templates.noneText')}</p>
            <p>
              <a href="/api/docs" target="_blank" rel="noreferrer">
                {t('templates.docs')}
              </a>
            </p>
          </Empty>
        }
      />
    </Page>
  )
}

/** Offers to make a template. Answers whether the member may. */
function useNewTemplate(): boolean {
  const { t } = useWords()
  const may = useMay()
  const router = useRouter()
  const allowed = may('templates.edit')
  useCommands(
    allowed
      ? [
          {
            id: 'make./templates/new',
            label: t('templates.create'),
            group: 'create',
            keys: 'n',
            icon: IconPlus,
            run: () => void router.navigate({ to: '/templates/new' }),
          },
        ]
      : [],
  )
  return allowed
}
