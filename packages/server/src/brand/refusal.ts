// The refusal of a logo. Says why, never what was in it.
import { Problem } from '@lotse/core/base'

/** A refusal. `why`: too large a file, no picture that is known, too many pixels, styles that reach elsewhere. */
export function invalid(why: 'size' | 'form' | 'pixels' | 'content'): Problem {
  return new Problem('brand.logo_invalid', { field: 'data', why })
}
