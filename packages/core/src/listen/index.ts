export * from './input.ts'
