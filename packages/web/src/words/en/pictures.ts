// English words: pictures in a map.

/** Putting a picture at a place. */
export const pictures = {
  title: 'Picture: {{place}}',
  choose: 'Drop a picture here, or choose one',
  change: 'Drop another picture here, or choose one',
  hint: 'PNG, JPEG, WebP or GIF. Pasting works, too. Large photos are made smaller; place and camera notes are taken out.',
  preview: 'Preview',
  of: 'Picture of {{name}}',
  give: 'Add a picture',
  other: 'Another picture',
  alt: 'What does it show?',
  altHint: 'One sentence for everybody who does not see the picture, e.g. “A queue at the only open till”.',
  keep: 'Keep picture',
  remove: 'Take picture away',
}
