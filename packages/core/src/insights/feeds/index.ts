export * from './answers.ts'
export * from './periods.ts'
export * from './whose.ts'
