// Words of measures, initiatives and goals: types, states, metrics, stages, verdicts. One table of facts; holds no rules.

/** What a measure changes. */
export const measureTypes = ['training', 'process', 'navigation', 'productText', 'other'] as const
/** How far a measure is, in this order; `stopped`: it will not be, or is no longer. */
export const measureStates = ['planned', 'underWay', 'inPlace', 'stopped'] as const
export type MeasureState = (typeof measureStates)[number]

/** What a measure is to change, of a journey or of one of its steps. */
export const impactMetrics = ['completion', 'drop', 'repeat', 'time', 'effort', 'csat', 'nps', 'ces'] as const
/** One of these. */
export type ImpactMetric = (typeof impactMetrics)[number]

/** Whether a measure helped. */
export const impactVerdicts = ['verified', 'refuted', 'notYet'] as const
/** One of these. */
export type ImpactVerdict = (typeof impactVerdicts)[number]
