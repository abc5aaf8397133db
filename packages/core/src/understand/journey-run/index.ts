export * from './counts.ts'
export * from './edition.ts'
export * from './passage.ts'
export * from './runs.ts'
