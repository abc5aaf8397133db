// Builders, clocks and conformance suites for tests. Only tests import this package.
export {}
