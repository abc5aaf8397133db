// English words of insights: what they concern, where they arose, how one is written down.

/** Insights, wherever they show. */
export const insights = {
  title: 'Insights',
  here: 'Insights here',
  none: 'None yet. Write down what you learn here, e.g. “Shipping cost only in the last step”.',
  noneToRead: 'None yet.',
  make: 'New insight here',
  name: 'What did you find out?',
  sort: 'Kind',
  keep: 'Write down',
  made: '“{{name}}” is written down.',
  arose: 'Where it arose',
  noOrigins:
    'Not said yet. Under “Concerns” name a step, a touchpoint or an application, or place it in the map of a journey.',
  how: { concerns: 'concerns', placed: 'in the map' },
  moreOrigins_one: '{{first}} and {{count}} more',
  moreOrigins_other: '{{first}} and {{count}} more',
  allOfJourney: 'All insights of this journey',
  asLayers: 'Show as layers',
  asList: 'In the library',
  file: 'As workbook',
  every: 'All kinds',
  filter: { journey: 'Journey', phase: 'Phase', step: 'Step', touchpoint: 'Touchpoint', what: 'Kind' },
  count_one: '{{formatted}} insight',
  count_other: '{{formatted}} insights',
  layer: {
    journey: 'Journey',
    step: 'Phases and steps',
    contact: 'Touchpoints, channels, people',
    process: 'Processes',
    application: 'Applications',
    data: 'Data',
  },
  noneAtAll: 'No insights on this journey yet',
  noneAtAllText:
    'An insight can concern the journey, a step, a touchpoint, a process, an application or data: “Paying breaks off on phones”. Open a step in the map and choose “New insight here”.',
  toMap: 'To the map',
  noneOfSort: 'None of this kind.',
  band: 'Pain points and opportunities',
  bandMore: '+{{formatted}} in the list',
}
