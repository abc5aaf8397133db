// The picture of a persona on its page, and the way to give it one or another. It shows in every map where the persona stands.
import type { AtlasRecord } from '@lotse/protocol'
import { IconPhotoPlus, IconUser } from '@tabler/icons-react'
import { useState } from 'react'
import { faceOf } from '../../canvas/pictures.ts'
import { Button } from '../../parts/Button.tsx'
import { useWords } from '../../words/use.ts'
import type { Keeping } from '../RecordFields.tsx'
import { address } from './address.ts'
import { PictureDialog } from './PictureDialog.tsx'
import css from './pictures.module.css'

type Given = {
  readonly persona: AtlasRecord
  readonly name: string
  readonly language: string
  readonly mayEdit: boolean
  readonly keep: Keeping
}

/** The picture. */
export function PersonaPicture({ persona, name, language, mayEdit, keep }: Given) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const face = faceOf(persona, { address })
  if (face === undefined && !mayEdit) return null
  const standing = persona.fields['picture']
  return (
    <div className={css.persona}>
      {face === undefined ? (
        <span className={css.nobody}>
          <IconUser size={36} stroke={1.4} aria-hidden />
        </span>
      ) : (
        <img className={css.portrait} src={face} alt={t('pictures.of', { name })} />
      )}
      {mayEdit ? (
        <Button onClick={() => setOpen(true)}>
          <IconPhotoPlus size={16} stroke={1.7} aria-hidden />
          {t(face === undefined ? 'pictures.give' : 'pictures.other')}
        </Button>
      ) : null}
      {open ? (
        <PictureDialog
          place={name}
          standing={typeof standing === 'string' ? standing : null}
          alt={undefined}
          language={language}
          address={address}
          brought={undefined}
          put={(picture) => (picture === standing ? undefined : keep.set('picture', picture))}
          close={() => setOpen(false)}
        />
      ) : null}
    </div>
  )
}
