// One template: written on one side, on the other as its readers will see it; and its versions. What it looks like is drawn elsewhere.
import type { Template } from '@lotse/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Owner } from '../owners/Owner.tsx'
import { Card } from '../parts/Card.tsx'
import { Json } from '../parts/Json.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Answer } from '../parts/states.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { TextArea } from '../parts/TextArea.tsx'
import { useWords } from '../words/use.ts'
import { localesOf } from './content.ts'
import { SaveBar } from './SaveBar.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'
import { Preview, type Properties } from './TemplatePreview.tsx'
import { TemplateVersions } from './TemplateVersions.tsx'
import css from './template-page.module.css'
import { type Draft, useDraft } from './use-draft.ts'

/** The screen. */
export function TemplatePage() {
  const { t } = useWords()
  const { templateKey } = useParams({ from: '/shell/templates/$templateKey' })
  const query = useQuery({
    queryKey: ['templates', templateKey],
    queryFn: ({ signal }) => call('getTemplate', { params: { key: templateKey } }, signal),
  })
  return (
    <Page
      title={query.data?.document.name ?? templateKey}
      trail={
        <Link to="/templates" className={pageCss.trail}>
          {t('templates.title')}
        </Link>
      }
      beside={query.data === undefined ? undefined : <TemplateOwner template={query.data} />}
    >
      <Answer query={query}>{(template) => <Content template={template} />}</Answer>
    </Page>
  )
}

function TemplateOwner({ template: { key, document, ownerId } }: { template: Template }) {
  const client = useQueryClient()
  const give = async (to: string | null) => {
    await call('setTemplateOwner', { params: { key }, body: { ownerId: to } })
    await Promise.all(['templates', 'units'].map((name) => client.invalidateQueries({ queryKey: [name] })))
  }
  return <Owner name={document.name} ownerId={ownerId} edit="templates.edit" give={give} />
}

function Content({ template }: { template: Template }) {
  const may = useMay()
  const { locale: asked, tab } = useSearch({ from: '/shell/templates/$templateKey' })
  const draft = useDraft(template)
  const locale = localesOf(draft.document).find((one) => one === asked) ?? draft.document.locale
  const edits = may('templates.edit', template)
  return (
    <>
      <TemplateTabs template={template} current={tab} />
      {tab === 'versions' ? (
        <TemplateVersions template={template} draft={draft} edits={edits} />
      ) : (
        <Writing draft={draft} locale={locale} edits={edits} />
      )}
    </>
  )
}

function TemplateTabs({ template: { key }, current }: { template: Template; current: 'versions' | undefined }) {
  const { t } = useWords()
  const to = '/templates/$templateKey'
  const params = { templateKey: key }
  return (
    <Tabs
      label={t('templates.parts')}
      tabs={[
        { link: { to, params }, label: t('templates.tab.write'), current: current === undefined },
        {
          link: { to, params, search: { tab: 'versions' } },
          label: t('templates.tab.versions'),
          current: current === 'versions',
        },
      ]}
    />
  )
}

type Written = {
  readonly draft: Draft
  readonly locale: string
  readonly edits: boolean
}

function Writing({ draft, locale, edits }: Written) {
  const { t } = useWords()
  const navigate = useNavigate({ from: '/templates/$templateKey' })
  const [event, setEvent] = useState('{}')
  const { document } = draft
  const properties = objectIn(event)
  const show = (value: string) => void navigate({ search: (now) => ({ ...now, locale: value }), replace: true })
  return (
    <div className={css.columns}>
      <div className={css.side}>
        <Card title={t('templates.preview')}>
          <Preview document={document} locale={locale} show={show} properties={properties ?? {}} />
        </Card>
        <Card title={t('templates.event')}>
          <TextArea
            label={t('templates.properties')}
            hint={t('templates.eventHint')}
            rows={4}
            spellCheck={false}
            value={event}
            error={properties === null ? t('templates.eventBad') : undefined}
            onChange={({ currentTarget }) => setEvent(currentTarget.value)}
          />
        </Card>
      </div>
      <div className={css.side}>
        {edits ? (
          <>
            <TemplateEditor document={document} locale={locale} write={draft.write} show={show} />
            <SaveBar draft={draft} />
          </>
        ) : null}
        <Card title={t('templates.source')}>
          <details>
            <summary>{t('templates.showSource')}</summary>
            <Json label={t('templates.source')} value={document} />
          </details>
        </Card>
      </div>
    </div>
  )
}

function objectIn(text: string): Properties | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Properties) : null
  } catch {
    return null
  }
}
