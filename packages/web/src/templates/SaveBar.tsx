// Saving what was written of a template as its next version, or giving it up. Asks before it would be lost by leaving.
import { useBlocker } from '@tanstack/react-router'
import { Button } from '../parts/Button.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Notice } from '../parts/Notice.tsx'
import { Failure } from '../parts/states.tsx'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import css from './template-page.module.css'
import type { Draft } from './use-draft.ts'

/** The bar. */
export function SaveBar({ draft }: { draft: Draft }) {
  const { t } = useWords()
  const { changed, overtaken, busy, failure, save, discard } = draft
  useBlocker({
    // Another language of the same template is no way out.
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname &&
      !(await confirmed({ title: t('flow.edit.leave'), action: t('flow.edit.discard'), harm: true })),
    enableBeforeUnload: changed,
    disabled: !changed || busy,
  })
  useCommands([
    {
      id: 'template.save',
      label: t('templates.save'),
      group: 'here',
      keys: 'mod+s',
      everywhere: true,
      run: () => (changed && !busy ? save() : undefined),
    },
  ])
  return (
    <>
      {failure === null ? null : <Failure failure={failure} />}
      {overtaken ? <Notice kind="attention">{t('templates.overtaken')}</Notice> : null}
      <div className={css.save}>
        <Button kind="primary" busy={busy} disabled={!changed} onClick={save}>
          {t('templates.save')}
        </Button>
        {changed ? (
          <Button kind="quiet" onClick={discard}>
            {t('flow.edit.discard')}
          </Button>
        ) : null}
        <span className="quiet">{changed ? t('flow.edit.unsaved') : t('templates.saveHint')}</span>
      </div>
    </>
  )
}
