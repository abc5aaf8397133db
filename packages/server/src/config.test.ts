// The environment as an operator writes it.
import { describe, expect, test } from 'vitest'
import { ConfigFault, readConfig } from './config.ts'

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults
    throw error
  }
}

test('an empty environment is enough; empty values count as absent', () => {
  const expected = {
    port: 4600,
    host: '127.0.0.1',
    dataFolder: expect.stringMatching(/^\/.*\/\.lotse$/),
    databaseUrl: null,
    roles: ['api', 'engine', 'dispatch', 'jobs'],
    admin: null,
    secret: null,
    logLevel: 'info',
    otlpEndpoint: null,
  }
  expect(readConfig({})).toMatchObject(expected)
  expect(readConfig({ PORT: '', DATABASE_URL: '', LOTSE_ADMIN_EMAIL: '' })).toMatchObject(expected)
})

test('every value is taken', () => {
  const config = readConfig({
    PORT: '0',
    HOST: '::',
    LOTSE_DATA: '/srv/lotse',
    DATABASE_URL: 'postgresql://user:pass@db/lotse',
    LOTSE_ROLES: 'api, jobs,api',
    LOTSE_ADMIN_EMAIL: 'ada@example.org',
    LOTSE_ADMIN_PASSWORD: 'long enough',
    LOTSE_SECRET: 's'.repeat(32),
    LOTSE_LOG: 'debug',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
  })
  expect(config).toMatchObject({
    port: 0,
    host: '::',
    dataFolder: '/srv/lotse',
    databaseUrl: 'postgresql://user:pass@db/lotse',
    roles: ['api', 'jobs'],
    admin: { email: 'ada@example.org', password: 'long enough' },
    secret: 's'.repeat(32),
    logLevel: 'debug',
    otlpEndpoint: 'http://collector:4318',
  })
})

describe('faults', () => {
  test.each([
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535'],
    [{ PORT: '-1' }, 'PORT must be a whole number from 0 to 65535'],
    [{ PORT: '80.5' }, 'PORT must be a whole number from 0 to 65535'],
    [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL must begin with postgres:// or postgresql://'],
    [{ LOTSE_ROLES: 'api,cook' }, 'LOTSE_ROLES must be a list of api, engine, dispatch, jobs, separated by commas'],
    [{ LOTSE_ROLES: ',' }, 'LOTSE_ROLES must be a list of api, engine, dispatch, jobs, separated by commas'],
    [{ LOTSE_SECRET: 'short' }, 'LOTSE_SECRET must have at least 32 characters'],
    [{ LOTSE_LOG: 'loud' }, 'LOTSE_LOG must be one of fatal, error, warn, info, debug, trace, silent'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }, 'OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address'],
    [{ LOTSE_ROLE: 'api' }, 'LOTSE_ROLE is not known'],
    [
      { LOTSE_ADMIN_PASSWORD: 'long enough' },
      'LOTSE_ADMIN_EMAIL is missing: e-mail and password of the first admin go together',
    ],
  ])('%o', (env, sentence) => {
    expect(faultsOf(env)).toEqual([sentence])
  })

  test('all are named at once, and no value is repeated', () => {
    const env = {
      PORT: 'x',
      LOTSE_SECRET: 'tooshort',
      LOTSE_LOG: 'loud',
      LOTSE_X: '1',
      LOTSE_ADMIN_EMAIL: 'nobody',
      LOTSE_ADMIN_PASSWORD: 'hush',
    }
    const faults = faultsOf(env)
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'LOTSE_ADMIN_EMAIL',
      'LOTSE_ADMIN_PASSWORD',
      'LOTSE_LOG',
      'LOTSE_SECRET',
      'LOTSE_X',
      'PORT',
    ])
    for (const value of ['tooshort', 'hush', 'nobody']) expect(faults.join('\n')).not.toContain(value)
  })

  test('names of tests and measurements, and of other programs, are no faults', () => {
    expect(faultsOf({ LOTSE_TEST_DATABASE_URL: 'x', LOTSE_BENCH_SIZE: '1', PATH: '/bin' })).toEqual([])
  })
})
