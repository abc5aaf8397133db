// Where members have pictures. Asks for none.
import { pathOf } from '../../api.ts'
import { used } from '../../operations.ts'

/** The address of a picture, for those who read the atlas. */
export const address = (id: string): string => pathOf(used.getPicture.split(' ')[1] ?? '', { id }, undefined)
