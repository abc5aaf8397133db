// OpenTelemetry traces. Code makes spans through the thin API at all times; they cost next to nothing until a collector is configured. No personal data in attributes.
import { type Attributes, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'

const tracer = trace.getTracer('lotse')
const SERVICE = 'lotse'
const FLUSH_TIMEOUT_MS = 2000

/**
 * Starts sending spans of this thread to `<endpoint>/v1/traces` (OTLP over HTTP). Does nothing when none is configured.
 * The SDK is an optional package, loaded here alone; without it the server runs without traces and says so.
 *
 * @returns sends what is left and stops; waits 2 s at most.
 */
export async function startTracing(config: Config, log: Logger): Promise<() => Promise<void>> {
  if (!config.otlpEndpoint) return async () => {}
  try {
    return await registerSdk(new URL('v1/traces', `${config.otlpEndpoint.replace(/\/+$/, '')}/`).href)
  } catch (error) {
    log.error({ err: error }, 'no traces: the OpenTelemetry packages are not installed')
    return async () => {}
  }
}

async function registerSdk(url: string): Promise<() => Promise<void>> {
  const [sdk, exporter, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const processor = new sdk.BatchSpanProcessor(new exporter.OTLPTraceExporter({ url, timeoutMillis: FLUSH_TIMEOUT_MS }))
  const resource = resources.resourceFromAttributes({ 'service.name': SERVICE })
  const provider = new sdk.NodeTracerProvider({ resource, spanProcessors: [processor] })
  provider.register()
  return () => Promise.race([provider.shutdown().catch(() => {}), timeout()])
}

function timeout(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, FLUSH_TIMEOUT_MS).unref())
}

/**
 * Does some work inside of a span; spans begun within are its children. A throw marks the span as failed and goes on.
 *
 * @param name - fixed words such as `engine batch`, never with ids.
 * @param attributes - counts, codes, ids of ours; never what a person is or wrote.
 */
export function traced<T>(name: string, attributes: Attributes, work: (span: Span) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' })
      throw error
    } finally {
      span.end()
    }
  })
}

/** One HTTP request as the tracing needs it. */
export type TracedRequest = {
  readonly method: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/**
 * Handles one HTTP request inside of a server span, a child of the caller's `traceparent` (W3C Trace Context) where there is one.
 *
 * @param handle - runs the handlers; what it starts is traced below the request.
 * @returns ends the span; to be called with the route's pattern and the status once the answer is out.
 */
export function traceRequest(request: TracedRequest, handle: () => void): (route: string, status: number) => void {
  const parent = propagation.extract(context.active(), request.headers)
  const span = tracer.startSpan(
    request.method,
    { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method } },
    parent,
  )
  context.with(trace.setSpan(parent, span), handle)
  return (route, status) => {
    span.updateName(`${request.method} ${route}`)
    span.setAttributes({ 'http.route': route, 'http.response.status_code': status })
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
  }
}
