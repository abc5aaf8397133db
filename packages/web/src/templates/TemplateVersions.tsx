// The versions of a template, and what changed between two of them or since then in what is being written.
import type { Template, TemplateDocument } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Since } from '../parts/Since.tsx'
import { Answer } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { ChangeTable } from '../versions/ChangeTable.tsx'
import { changesOf } from '../versions/changes.ts'
import { DRAFT, Pair } from '../versions/Pair.tsx'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { languageOf } from './language.ts'
import { SaveBar } from './SaveBar.tsx'
import css from './template-page.module.css'
import type { Draft } from './use-draft.ts'

type Given = { readonly template: Template; readonly draft: Draft }

/** The comparison and the list. @param edits - whether the reader may write the template. */
export function TemplateVersions({ template, draft, edits }: Given & { readonly edits: boolean }) {
  return (
    <>
      <Compare template={template} draft={draft} />
      {edits && draft.changed ? <SaveBar draft={draft} /> : null}
      <List template={template} draft={draft} edits={edits} />
    </>
  )
}

function Compare({ template, draft }: Given) {
  const { t } = useWords()
  const search = useSearch({ from: '/shell/templates/$templateKey' })
  const navigate = useNavigate({ from: '/templates/$templateKey' })
  const numbers = template.versions.map(({ version }) => String(version)).toReversed()
  const editions = draft.changed ? [DRAFT, ...numbers] : numbers
  const [newest = DRAFT, before] = editions
  if (before === undefined) return <Notice kind="plain">{t('templates.first')}</Notice>
  const newer = editions.find((one) => one === search.newer) ?? newest
  const older = editions.find((one) => one === search.older) ?? before
  return (
    <Card title={t('versions.title')}>
      <Pair
        versions={numbers}
        draft={draft.changed}
        older={older}
        newer={newer}
        choose={(change) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true })}
      />
      <Compared template={template} draft={draft} older={older} newer={newer} />
    </Card>
  )
}

const versionQuery = ({ key, version: newest, document }: Template, version: number) => ({
  queryKey: ['templates', key, 'version', version],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<TemplateDocument> => {
    if (version === newest) return document
    return (await call('getTemplate', { params: { key }, query: { version } }, signal)).document
  },
  staleTime: Number.POSITIVE_INFINITY,
})

type Shown = (document: TemplateDocument) => ReactNode

/** The document of an edition; what is being written is at hand. */
function Edition({
  template,
  draft,
  edition,
  children,
}: Given & { readonly edition: string; readonly children: Shown }) {
  const written = edition === DRAFT
  const query = useQuery({ ...versionQuery(template, Number(edition)), enabled: !written })
  return written ? children(draft.document) : <Answer query={query}>{children}</Answer>
}

function Compared({ older, newer, ...given }: Given & { readonly older: string; readonly newer: string }) {
  return (
    <Edition {...given} edition={older}>
      {(before) => (
        <Edition {...given} edition={newer}>
          {(after) => <Differences before={before} after={after} />}
        </Edition>
      )}
    </Edition>
  )
}

function Differences({ before, after }: { before: TemplateDocument; after: TemplateDocument }) {
  const { t, f } = useWords()
  const changes = changesOf(before, after)
  if (changes.length === 0) return <p className="quiet">{t('versions.same')}</p>
  return <ChangeTable changes={changes} nameOf={(path) => nameOf(t, f, path, after.locale)} />
}

/** A part of the document as the editor calls it, with its language: `locales.en.subject` is "Subject · English". */
function nameOf(t: Translate, f: Format, path: string, main: string): string {
  const [, tag = main, part = path] = /^locales\.([^.]+)\.(\w+)$/.exec(path) ?? []
  switch (part) {
    case 'name':
    case 'locale':
      return t(`templates.${part}`)
    case 'subject':
    case 'preheader':
    case 'body':
      return `${t(`templates.${part}`)} · ${languageOf(f.language, tag)}`
    default:
      return path
  }
}

function List({ template, draft, edits }: Given & { readonly edits: boolean }) {
  const { t, f } = useWords()
  return (
    <Card title={t('versions.list')} note={f.whole(template.versions.length)}>
      <ul className={css.versions}>
        {template.versions.toReversed().map(({ version, createdAt }) => (
          <li key={version} className={css.version}>
            <span className={css.versionName}>
              {t('versions.version', { version: f.whole(version) })}
              {version === template.version ? <StateMark tone="proof">{t('templates.current')}</StateMark> : null}
            </span>
            <span className="quiet">
              <Since at={createdAt} />
            </span>
            {edits && version !== template.version ? (
              <Reuse template={template} draft={draft} version={version} />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Reuse({ template, draft, version }: Given & { readonly version: number }) {
  const { t, f } = useWords()
  const navigate = useNavigate({ from: '/templates/$templateKey' })
  const { offerUndo, sayFailure } = useUndo()
  const { refetch, isFetching } = useQuery({ ...versionQuery(template, version), enabled: false })
  const reuse = async () => {
    const { data, error } = await refetch()
    if (data === undefined) return sayFailure(error)
    const before = draft.changed ? draft.document : undefined
    draft.write(data)
    offerUndo(t('templates.reused', { version: f.whole(version) }), async () =>
      before === undefined ? draft.discard() : draft.write(before),
    )
    await navigate({ search: {} })
  }
  return (
    <Button kind="quiet" busy={isFetching} onClick={() => void reuse()}>
      {t('templates.reuse')}
    </Button>
  )
}
