export * from './bucket.ts'
export * from './problem.ts'
export * from './time.ts'
