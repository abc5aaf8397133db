export * from './message/request.ts'
