// Which action a screen needs, told by its address. Hides screens that would only show refusals; the server refuses by itself.
import type { Action } from '@lotse/protocol'
import { settingsPages } from '../settings/pages.ts'
import { places } from './places.ts'
import { makings, subPlaces } from './sub-places.ts'

/** The longest address first: a part may need another action than the place it stands under. */
const screens = [...places, ...subPlaces, ...makings, ...settingsPages].toSorted((a, b) => b.to.length - a.to.length)

/**
 * What somebody must be allowed to do so that a screen is of use.
 *
 * @param path - of the address, without search.
 * @returns undefined where whoever is signed in may be.
 */
export function actionAt(path: string): Action | undefined {
  return screens.find(({ to }) => path === to || (to !== '/' && path.startsWith(`${to}/`)))?.action
}
