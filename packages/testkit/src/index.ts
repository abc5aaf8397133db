// Builders, clocks and conformance suites for tests. Only tests import this package.

export * from './channel-suite.ts'
export * from './condition-facts.ts'
export * from './condition-oracle.ts'
export * from './flows.ts'
export * from './random-atlas.ts'
export * from './random-condition.ts'
export * from './random-event.ts'
export * from './random-flow.ts'
export * from './smtp-sink.ts'
export * from './traveller.ts'
export * from './webhook-sink.ts'
