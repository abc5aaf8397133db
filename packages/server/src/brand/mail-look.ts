// How mails about accounts look: those of a workspace wear its brand, the others that of Lotse. Writes no mail.
import type { BrandRow } from '../adapters/store/brand.ts'
import { textOn } from './color.ts'
import { logoPath } from './logo.ts'

/** A look. `name`: whose mail it is; `logoUrl`: with the host, only where mail programs can show it; `onColor`: text on the colour. */
export type MailLook = {
  readonly name: string
  readonly color: string
  readonly onColor: string
  readonly logoUrl: string | null
}

const LOTSE = { name: 'Lotse', color: '#0a6b72' } as const

/** Most mail programs show no SVG; the name stands there instead. */
const SHOWN = new Set(['image/png', 'image/jpeg'])

/**
 * The look of a mail.
 *
 * @param brand - null: of no workspace.
 * @param origin - where the logo can be fetched from.
 */
export function mailLook(brand: BrandRow | null, origin: string): MailLook {
  const path = brand?.logoType && SHOWN.has(brand.logoType) ? logoPath(brand.logoKey) : null
  const color = brand?.color ?? LOTSE.color
  return {
    name: brand?.name ?? LOTSE.name,
    color,
    onColor: textOn(color),
    logoUrl: path === null ? null : new URL(path, origin).href,
  }
}
