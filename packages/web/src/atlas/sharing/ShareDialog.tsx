// Links to a journey for people without an account: making one, whose address is shown this once, changing and withdrawing those there are.
import type { AtlasShare } from '@lotse/protocol'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { CopyButton } from '../../parts/Snippet.tsx'
import { useWords } from '../../words/use.ts'
import { frameLine } from './frame-line.ts'
import { ShareChange } from './ShareChange.tsx'
import { ShareChanged } from './ShareChanged.tsx'
import { type MadeShare, ShareForm } from './ShareForm.tsx'
import { ShareList } from './ShareList.tsx'
import css from './sharing.module.css'

type Given = { readonly journey: string; readonly title: string; readonly close: () => void }

/** The dialog. */
export function ShareDialog({ journey, title, close }: Given) {
  const { t } = useWords()
  const [made, setMade] = useState<MadeShare | null>(null)
  const [changing, setChanging] = useState<AtlasShare | null>(null)
  const [changed, setChanged] = useState<AtlasShare | null>(null)
  const change = (share: AtlasShare) => {
    setChanged(null)
    setChanging(share)
  }
  const done = (share: AtlasShare | null) => {
    setChanging(null)
    setChanged(share)
  }
  return (
    <Dialog open close={close} title={t('sharing.title', { name: title })} wide>
      <div className={css.whole}>
        {changing === null ? (
          <>
            {changed === null ? null : <ShareChanged share={changed} undone={() => setChanged(null)} />}
            {made === null ? (
              <ShareForm journey={journey} made={setMade} />
            ) : (
              <Made made={made} title={title} again={() => setMade(null)} />
            )}
          </>
        ) : (
          <ShareChange key={changing.id} share={changing} done={done} />
        )}
        <ShareList journey={journey} change={change} />
      </div>
    </Dialog>
  )
}

/** The address of a new link. Nobody can read it later, not even the server. */
function Made({ made, title, again }: { made: MadeShare; title: string; again: () => void }) {
  const { t } = useWords()
  return (
    <section className="stack" aria-label={t('sharing.made')}>
      <Notice kind="proof" title={t('sharing.made')}>
        <p>{t('sharing.once')}</p>
      </Notice>
      <Address text={made.address} />
      {made.embed === null ? null : (
        <section className="stack" aria-label={t('sharing.embed')}>
          <h3>{t('sharing.embed')}</h3>
          <p className="quiet">{t('sharing.embedText')}</p>
          <Address text={frameLine(made.embed, title)} />
        </section>
      )}
      <div>
        <Button onClick={again}>{t('sharing.another')}</Button>
      </div>
    </section>
  )
}

/** What is to be copied, in full. */
function Address({ text }: { readonly text: string }) {
  return (
    <div className={css.address}>
      <code>{text}</code>
      <CopyButton text={text} />
    </div>
  )
}
