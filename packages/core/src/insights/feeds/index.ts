export * from './answers.ts'
export * from './periods.ts'
export * from './where.ts'
export * from './whose.ts'
