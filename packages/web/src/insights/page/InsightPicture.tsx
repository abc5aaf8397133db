// The picture of an insight, such as what customers saw, and the way to give it one or another. Keeps nothing itself.
import type { AtlasRecord } from '@lotse/protocol'
import { IconPhotoPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { address } from '../../atlas/pictures/address.ts'
import { PictureDialog } from '../../atlas/pictures/PictureDialog.tsx'
import type { Keeping } from '../../atlas/RecordFields.tsx'
import { Button } from '../../parts/Button.tsx'
import { useWords } from '../../words/use.ts'
import css from './page.module.css'

type Given = {
  readonly insight: AtlasRecord
  readonly name: string
  readonly language: string
  readonly mayEdit: boolean
  readonly keep: Keeping
}

/** The picture. */
export function InsightPicture({ insight, name, language, mayEdit, keep }: Given) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const value = insight.fields['picture']
  const picture = typeof value === 'string' ? value : null
  if (picture === null && !mayEdit) return null
  return (
    <div className={css.picture}>
      {picture === null ? null : (
        <a href={address(picture)} target="_blank" rel="noreferrer">
          <img src={address(picture)} alt={t('pictures.of', { name })} />
        </a>
      )}
      {mayEdit ? (
        <Button onClick={() => setOpen(true)}>
          <IconPhotoPlus size={16} stroke={1.7} aria-hidden />
          {t(picture === null ? 'pictures.give' : 'pictures.other')}
        </Button>
      ) : null}
      {open ? (
        <PictureDialog
          place={name}
          standing={picture}
          alt={undefined}
          language={language}
          address={address}
          brought={undefined}
          put={(chosen) => (chosen === picture ? undefined : keep.set('picture', chosen))}
          close={() => setOpen(false)}
        />
      ) : null}
    </div>
  )
}
