export * from './example.ts'
export * from './leaves.ts'
export * from './property.ts'
export * from './sketch.ts'
