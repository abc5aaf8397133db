// The languages customers are written to in, the first one for everybody whose own is not among them. Saved at once, with the way back.
import type { WorkspaceWithSettings } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Select } from '../parts/Select.tsx'
import { useUndo } from '../parts/undo.ts'
import { choicesOf, languageOf, OFFERED } from '../templates/language.ts'
import { useWords } from '../words/use.ts'
import { workspaceQuery } from './data.ts'
import css from './settings.module.css'

const LANGUAGES_MAX = 20

/** The card. */
export function Languages() {
  const { data } = useQuery(workspaceQuery)
  return data === undefined ? null : <Chosen workspace={data} />
}

function useSave(before: readonly string[]) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const put = async (languages: readonly string[]) => {
    const now = await call('updateWorkspace', { body: { settings: { languages: [...languages] } } })
    client.setQueryData(workspaceQuery.queryKey, now)
  }
  const change = useMutation({
    mutationFn: put,
    onMutate: () => before,
    onSuccess: (_, __, before) => offerUndo(t('settings.languages.saved'), () => put(before)),
    onError: sayFailure,
  })
  return (languages: readonly string[]) => change.mutate(languages)
}

function Chosen({ workspace: { settings, locale } }: { workspace: WorkspaceWithSettings }) {
  const { t, f } = useWords()
  const may = useMay()('workspace.manage')
  const { languages } = settings
  const save = useSave(languages)
  const free = choicesOf(
    f.language,
    OFFERED.filter((tag) => !languages.includes(tag)),
  )
  return (
    <Card title={t('settings.languages.title')} note={t('settings.languages.note')}>
      <div className="stack">
        {languages.length === 0 ? (
          <p className={css.lead}>{t('settings.languages.none', { language: languageOf(f.language, locale) })}</p>
        ) : (
          <ul className={css.plain} aria-label={t('settings.languages.title')}>
            {languages.map((tag, at) => (
              <Line key={tag} tag={tag} first={at === 0} languages={languages} save={may ? save : undefined} />
            ))}
          </ul>
        )}
        {may && languages.length < LANGUAGES_MAX ? (
          <div className={css.form}>
            <Select
              label={t('settings.languages.add')}
              choices={[{ value: '', label: t('settings.languages.choose') }, ...free]}
              value=""
              onChange={({ target }) => (target.value === '' ? undefined : save([...languages, target.value]))}
            />
          </div>
        ) : null}
      </div>
    </Card>
  )
}

type LineGiven = {
  readonly tag: string
  readonly first: boolean
  readonly languages: readonly string[]
  readonly save: ((languages: readonly string[]) => void) | undefined
}

function Line({ tag, first, languages, save }: LineGiven) {
  const { t, f } = useWords()
  const name = languageOf(f.language, tag)
  const others = languages.filter((other) => other !== tag)
  return (
    <li className={css.line}>
      <span>
        {name} {first ? <StateMark tone="brand">{t('settings.languages.first')}</StateMark> : null}
      </span>
      {save === undefined ? null : (
        <span className={css.row}>
          {first ? null : (
            <Button
              kind="quiet"
              onClick={() => save([tag, ...others])}
              aria-label={t('settings.languages.makeFirstOf', { name })}
            >
              {t('settings.languages.makeFirst')}
            </Button>
          )}
          <Button kind="quiet" onClick={() => save(others)} aria-label={t('settings.languages.removeOf', { name })}>
            {t('settings.languages.remove')}
          </Button>
        </span>
      )}
    </li>
  )
}
