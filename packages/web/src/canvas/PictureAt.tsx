// The picture of a place in a view to read. What it shows stands beside it in words.
import { useContext } from 'react'
import type { Layout } from './layout.ts'
import { PicturesContext, pictureOf } from './pictures.ts'
import css from './views/views.module.css'

type Given = { readonly layout: Layout; readonly step: string; readonly lane: string; readonly language: string }

/** The picture; nothing where there is none. */
export function PictureAt({ layout, step, lane, language }: Given) {
  const pictures = useContext(PicturesContext)
  const shown = pictureOf(layout.map.cell(step, lane), language, pictures)
  return shown === null ? null : <img className={css.shot} src={shown.src} alt="" loading="lazy" />
}
