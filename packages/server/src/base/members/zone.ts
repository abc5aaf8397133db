// Time zones as people choose them. Only checks that one exists.
import { isZone, Problem } from '@lotse/core/base'

/** @throws Problem `request.invalid` where a zone is given that does not exist. */
export function refuseZone(zone: string | undefined): void {
  if (zone !== undefined && !isZone(zone)) throw new Problem('request.invalid', { field: 'zone' })
}
