export * from './answers.ts'
export * from './counts.ts'
export * from './edition.ts'
export {
  type AnswerFigures,
  type EffortFigures,
  effortOf,
  figuresOf,
  type JourneyFigures,
  type StepFigures,
  type SummedCounter,
} from './figures.ts'
export * from './judged.ts'
export { type KeptCount, keptCounts } from './kept-counts.ts'
export * from './measured.ts'
export * from './passage.ts'
export * from './phases.ts'
export { type JourneyRun, type RunEnd, runsOf, type Stay, staysOf, type Visit } from './runs.ts'
export { type CompiledSegment, segmentNumber, segmentNumbers } from './segments.ts'
export * from './ways.ts'
