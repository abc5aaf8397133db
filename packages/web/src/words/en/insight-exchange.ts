// English words for lists of insights as files.

/** Insights on their way out. */
export const insightExchange = {
  forManagement: 'List for management',
  more: 'More forms of the list',
  whole: 'One list',
  split: 'A file for each department',
  excel: 'Excel',
  csv: 'CSV',
  json: 'JSON, with everything',
  splitExcel: 'Excel, as a ZIP',
  splitCsv: 'CSV, as a ZIP',
  mine: 'Only what my department is in charge of',
}

/** Pictures of an insight. */
export const insightPictures = {
  title: 'Pictures',
  none: 'None yet. A photo or a screenshot often says more than a sentence.',
  noneToRead: 'None yet.',
  add: 'Add a picture',
  addTo: 'Picture for “{{name}}”',
  caption: 'What does it show?',
  captionHint: 'Stands below the picture, in the PDF and behind links, e.g. “Error message when paying”.',
  hint: 'PNG, JPEG, WebP or GIF. Large photos are made smaller; place and camera notes are taken out.',
  keep: 'Keep picture',
  added: 'The picture is added.',
  remove: 'Take picture away: {{caption}}',
  removed: 'The picture is taken away.',
  unnamed: 'without description',
  whole: 'Look at it in full size: {{caption}}',
}

/** An insight as a file. */
export const insightSheet = { pdf: 'PDF', withTalk: 'PDF with discussion', more: 'More forms' }
