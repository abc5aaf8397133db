// Hands the pictures of a journey to its views, and asks for one where somebody puts one. Draws no map itself.
import { type ReactNode, useMemo, useState } from 'react'
import { layoutOf } from '../../canvas/layout.ts'
import { type Pictures, PicturesContext, picturePut } from '../../canvas/pictures.ts'
import type { Session } from '../../canvas/session.ts'
import type { Spot } from '../../canvas/spots.ts'
import { ownText, textsIn } from '../../canvas/texts.ts'
import { useWords } from '../../words/use.ts'
import { placeName } from '../talk/places.ts'
import { address } from './address.ts'
import { PictureDialog } from './PictureDialog.tsx'

type Given = {
  readonly session: Session
  readonly journey: string
  readonly language: string
  readonly mayEdit: boolean
  readonly children: ReactNode
}

/** The frame. */
export function PictureFrame({ session, journey, language, mayEdit, children }: Given) {
  const { t } = useWords()
  const [asked, setAsked] = useState<{ readonly spot: Spot; readonly file: File | undefined } | null>(null)
  const pictures = useMemo(
    (): Pictures => ({ address, open: mayEdit ? (spot, file) => setAsked({ spot, file }) : undefined }),
    [mayEdit],
  )
  const { records } = session.now()
  const spot = asked?.spot
  const layout = spot === undefined ? undefined : layoutOf(records.values(), language)
  const cell = spot === undefined ? undefined : layout?.map.cell(spot.col, spot.row)
  const close = () => {
    setAsked(null)
    document.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true })
  }
  return (
    <PicturesContext value={pictures}>
      {children}
      {spot === undefined || layout === undefined ? null : (
        <PictureDialog
          place={placeName(records, { record: spot.col, lane: spot.row }, { t, language })}
          standing={typeof cell?.fields['image'] === 'string' ? cell.fields['image'] : null}
          alt={ownText(cell, 'alt', language)}
          language={language}
          address={address}
          brought={asked?.file}
          put={(image, alt) =>
            session.edit(
              picturePut(layout, spot, { journey, image, alt: { ...textsIn(cell, 'alt'), [language]: alt } }),
            )
          }
          close={close}
        />
      )}
    </PicturesContext>
  )
}
