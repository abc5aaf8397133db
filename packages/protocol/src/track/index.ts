export * from './envelope.ts'
export { type InstantFault, readInstant } from './instant.ts'
export * from './message.ts'
export * from './parse.ts'
