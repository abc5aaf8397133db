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
