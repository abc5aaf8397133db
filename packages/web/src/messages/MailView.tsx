// A mail as its reader sees it, in a frame of its own where nothing runs and no link leads anywhere.
import { useMemo, useState } from 'react'
import { Choices } from '../parts/Choices.tsx'
import { useWords } from '../words/use.ts'
import css from './mail-view.module.css'
import { quietMail } from './mail-view.ts'

const views = ['asMail', 'asText', 'asSource'] as const

/**
 * The mail.
 *
 * @param title - what it is, for assistive technology.
 * @param narrow - as wide as a phone.
 */
export function MailView({
  title,
  html,
  text,
  narrow = false,
}: {
  title: string
  html: string
  text: string
  narrow?: boolean
}) {
  const { t } = useWords()
  const [view, setView] = useState<(typeof views)[number]>('asMail')
  const quiet = useMemo(() => quietMail(html), [html])
  return (
    <div className={css.root}>
      <Choices
        label={t('messages.view')}
        choices={views.map((value) => ({ value, label: t(`messages.${value}`) }))}
        chosen={view}
        choose={setView}
      />
      {view === 'asMail' ? (
        <iframe className={css.frame} data-narrow={narrow} title={title} srcDoc={quiet} sandbox="" />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <pre className={css.plain} tabIndex={0}>
          <bdi>{view === 'asText' ? text : html}</bdi>
        </pre>
      )}
      {view === 'asMail' ? <p className={css.note}>{t('messages.linksOff')}</p> : null}
    </div>
  )
}
