// English words of matrices of the atlas.

/** What meets what, counted. */
export const matrix = {
  title: 'Matrices',
  of: 'Matrix',
  journey: 'Journey',
  names: {
    journey_touchpoint: 'Journeys × touchpoints',
    journey_channel: 'Journeys × channels',
    journey_process: 'Journeys × processes',
    journey_application: 'Journeys × applications',
    journey_persona: 'Journeys × personas',
    journey_insight: 'Journeys × insights',
    phase_touchpoint: 'Phases × touchpoints',
    phase_need: 'Phases × needs',
    phase_insight: 'Phases × insights',
    step_touchpoint: 'Steps × touchpoints',
    step_application: 'Steps × applications',
    step_dataObject: 'Steps × data',
    touchpoint_channel: 'Touchpoints × channels',
    touchpoint_product: 'Touchpoints × products',
    touchpoint_brand: 'Touchpoints × brands',
    owner_journey: 'Departments × journeys',
    owner_phase: 'Departments × phases',
  },
  means: {
    journey:
      'Counted are places where it stands: placed there, as channel of a touchpoint, or linked to what is placed; insights also where they concern it.',
    phase:
      'Counted are places where it stands: placed there, as channel of a touchpoint, or linked to what is placed; insights also where they concern it.',
    step: 'A 1 means: placed at the step, as channel of its touchpoint, or linked to what is placed there.',
    touchpoint: 'A 1 means: the touchpoint names it.',
    owner: 'Counted are touchpoints that belong to a department, team or region and stand there.',
  },
  total: 'Total',
  cell_one: '{{formatted}} place: {{row}}, {{column}}',
  cell_other: '{{formatted}} places: {{row}}, {{column}}',
  behind: '{{row}} × {{column}}',
  none: 'Nothing meets here yet',
  noneText:
    'A matrix shows where things stand, e.g. “Buy in the web shop” × “Order confirmation”. Place touchpoints in a journey, or choose another matrix.',
  notWhole: 'There is more than fits here. Narrow it down, or take the file: it holds everything.',
}
