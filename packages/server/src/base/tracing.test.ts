// Spans that reach a collector, a real HTTP server on the loopback interface that speaks OTLP in JSON.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { context, propagation, trace } from '@opentelemetry/api'
import { afterEach, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { createLog } from './log.ts'
import { startTracing, traced, traceRequest } from './tracing.ts'

type Body = {
  resourceSpans: { resource: { attributes: object[] }; scopeSpans: { spans: SentSpan[] }[] }[]
}
type SentSpan = {
  name: string
  traceId: string
  parentSpanId?: string
  status: { code?: number }
  attributes: { key: string; value: object }[]
}

/** Starts a collector, lets `work` make spans, stops, and answers what arrived. */
async function collected(work: () => Promise<void>): Promise<{ spans: SentSpan[]; services: unknown[] }> {
  const got: { spans: SentSpan[]; services: unknown[] } = { spans: [], services: [] }
  const collector = createServer(async (request, response) => {
    const body = (await json(request)) as Body
    expect(request.url).toBe('/v1/traces')
    got.services.push(...body.resourceSpans.flatMap(({ resource }) => resource.attributes))
    got.spans.push(...body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)))
    response.setHeader('content-type', 'application/json').end('{}')
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const stop = await startAt((collector.address() as AddressInfo).port)
  await work()
  await stop()
  await new Promise((resolve) => collector.close(resolve))
  return got
}

const startAt = (port: number) =>
  startTracing(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/` }), createLog('silent'))

afterEach(() => {
  trace.disable()
  context.disable()
  propagation.disable()
})

test('a request of a traced caller and the work below it arrive as one trace; what fails is marked by the name of its error alone', async () => {
  const caller = { method: 'POST', headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } }
  const { spans, services } = await collected(async () => {
    let work: Promise<void> | undefined
    const end = traceRequest(caller, () => {
      work = traced('accept group', { events: 3 }, async () => {})
    })
    await work
    end('/v1/:call', 200)
    const failing = traced('engine batch', {}, async () => {
      throw new TypeError('ada@example.org is no number')
    })
    await expect(failing).rejects.toThrow(TypeError)
  })
  expect(spans).toHaveLength(3)
  const named = (name: string) => spans.find((span) => span.name === name)
  expect(named('POST /v1/:call')).toMatchObject({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    parentSpanId: 'b7ad6b7169203331',
  })
  expect(named('accept group')).toMatchObject({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    attributes: [{ key: 'events', value: { intValue: 3 } }],
  })
  expect(named('engine batch')?.status).toEqual({ code: 2, message: 'TypeError' })
  expect(services).toContainEqual({ key: 'service.name', value: { stringValue: 'lotse' } })
})

test('a collector that is away does not hold up the stop', async () => {
  const stop = await startAt(1)
  trace.getTracer('test').startSpan('lost').end()
  const began = performance.now()
  await stop()
  expect(performance.now() - began).toBeLessThan(4000)
})
