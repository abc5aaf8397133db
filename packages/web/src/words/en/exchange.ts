// English words for journeys and lists as files.

/** Exports. */
export const exchange = {
  export: 'Export',
  asTable: 'as a table to work on',
  byPhase: 'a page for each phase, {{paper}}',
  asPicture: 'as a picture',
  whole: 'complete, to import again',
  otherTools: 'for other modelling tools',
}
