// English words of a journey on one page.

/** The Customer Experience Canvas. */
export const canvas = {
  title: 'Customer Experience Canvas of “{{name}}”',
  about: 'The journey on one page, to hang up and to hand on.',
  print: 'Print on {{paper}}',
  nothing: 'No steps yet. On the map you make phases and steps; here they stand summed up.',
  goal: 'What customers want',
  personas: 'Whose journey it is',
  moments: 'Moments of truth',
  moment: 'Moment of truth',
  needs: 'Needs',
  met: '{{fully}} of {{all}} fully met',
  metMore: '{{partly}} partly, {{none}} not at all',
  notSaid: 'Not said yet',
  owner: 'From end to end: {{name}}',
  nobody: 'nobody named',
  row: {
    touchpoints: 'Touchpoints',
    channels: 'Channels',
    needs: 'Needs',
    insights: 'Pain points, chances',
    processes: 'Processes',
    systems: 'Systems',
    data: 'Data',
    teams: 'Teams',
  },
  line: 'Through whose hands it passes',
  noOwners: 'Nobody yet: give the touchpoints of this journey an owner, then the line stands here.',
  handovers: 'Hand-overs',
  handsTo: 'hands over to',
  atStep: 'at “{{name}}”',
}
