// Records of files and webhooks as messages of the tracking API, by a mapping that people choose.
export * from './guess.ts'
export * from './messages.ts'
