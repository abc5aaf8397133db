// A piece of code with a button that copies it.
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useWords } from '../words/use.ts'
import { Button } from './Button.tsx'
import css from './snippet.module.css'

/** A button that copies a text and says so. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useWords()
  const clipboard = useClipboard({ timeout: 2000 })
  const Mark = clipboard.copied ? IconCheck : IconCopy
  return (
    <Button kind="quiet" onClick={() => clipboard.copy(text)}>
      <Mark size={16} stroke={1.7} aria-hidden />
      <span aria-live="polite">{clipboard.copied ? t('parts.copied') : t('parts.copy')}</span>
    </Button>
  )
}

/** The code; long lines scroll. */
export function Snippet({ code }: { code: string }) {
  return (
    <div className={css.snippet}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0}>{code}</pre>
      <div className={css.copy}>
        <CopyButton text={code} />
      </div>
    </div>
  )
}
