// English words for lanes of a map that come and go.

/** Lanes. */
export const lanes = {
  add: 'Add a lane',
  hide: 'Hide “{{name}}”',
  show: 'Show “{{name}}” again',
  showAll: 'Show all again',
  hidden_one: 'One hidden',
  hidden_other: '{{formatted}} hidden',
}
