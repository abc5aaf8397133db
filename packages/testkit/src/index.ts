// Builders, clocks and conformance suites for tests. Only tests import this package.

export * from './channel-suite.ts'
export * from './smtp-sink.ts'
export * from './webhook-sink.ts'
