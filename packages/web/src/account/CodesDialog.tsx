// Shows fresh recovery codes, this once.
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { CopyButton } from '../parts/Snippet.tsx'
import { useWords } from '../words/use.ts'
import css from './account.module.css'

/** @param codes - null while there are none to show. */
export function CodesDialog({ codes, close }: { codes: readonly string[] | null; close: () => void }) {
  const { t } = useWords()
  const text = (codes ?? []).join('\n')
  const actions = (
    <>
      <CopyButton text={text} />
      <a
        className={css.download}
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
        download="lotse-recovery-codes.txt"
      >
        {t('account.codes.save')}
      </a>
      <Button kind="primary" onClick={close}>
        {t('account.codes.kept')}
      </Button>
    </>
  )
  return (
    <Dialog open={codes !== null} close={close} title={t('account.codes.recovery')} actions={actions}>
      <div className="stack">
        <p>{t('account.codes.recoveryText')}</p>
        <ol className={css.codes}>
          {(codes ?? []).map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  )
}
