// German words: earlier versions of a thing beside each other.
import type { versions as english } from '../en/versions.ts'
import type { Same } from '../same.ts'

export const versions: Same<typeof english> = {
  title: 'Was sich geändert hat',
  list: 'Versionen',
  version: 'Version {{version}}',
  draft: 'Entwurf',
  older: 'Von',
  newer: 'Nach',
  same: 'Die beiden unterscheiden sich nicht.',
  changed: 'Geändert',
  field: 'Feld',
  change: 'Änderung',
  unchanged_one: '{{formatted}} Zeile wie zuvor',
  unchanged_other: '{{formatted}} Zeilen wie zuvor',
}
