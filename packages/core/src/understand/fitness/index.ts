export * from './alignment.ts'
