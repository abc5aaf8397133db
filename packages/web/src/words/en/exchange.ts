// English words for journeys and lists as files.

/** Exports. */
export const exchange = {
  export: 'Export',
  toShow: 'To show',
  toWork: 'To work on',
  toHandOn: 'To hand on',
  asTable: 'a row for each step',
  figures: 'figures by phase and step',
  byPhase: 'a page for each phase',
  forSlides: 'a picture for slides',
  anySize: 'a picture of any size',
  whole: 'complete, to import again',
  processOut: 'Download the business process as BPMN 2.0',
  otherTools: 'for other modelling tools',
  realRuns: 'real runs, without names',
}
