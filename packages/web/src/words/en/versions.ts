// English words: earlier versions of a thing beside each other.
export const versions = {
  title: 'What changed',
  list: 'Versions',
  version: 'Version {{version}}',
  draft: 'Draft',
  older: 'From',
  newer: 'To',
  same: 'The two do not differ.',
  changed: 'Changed',
  field: 'Field',
  change: 'Change',
  unchanged_one: '{{formatted}} line as before',
  unchanged_other: '{{formatted}} lines as before',
}
