// The sign before something of the library: what kind it is, of a persona its face where it has one. What it is called stands beside it.
import type { AtlasKind } from '@lotse/protocol'
import { KindIcon } from './KindIcon.tsx'
import css from './kind-sign.module.css'

type Given = {
  readonly kind: AtlasKind
  /** Where its picture is had. */
  readonly face: string | undefined
  readonly size: number
}

/** The sign. */
export function KindSign({ kind, face, size }: Given) {
  if (face === undefined) return <KindIcon kind={kind} size={size} />
  return (
    <img className={css.face} src={face} alt="" width={size + 5} height={size + 5} loading="lazy" draggable={false} />
  )
}
