// The SMTP sink as a process of its own, steered over HTTP on the loopback interface. Prints one JSON line with its addresses.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type SmtpFault, type SmtpSink, startSmtpSink } from './smtp-sink.ts'

/** What the first line of output says. `control`: base address of `GET /mails`, `GET /count`, `POST /fault` (JSON or `null`), `POST /clear|down|up|stop`. */
export type SinkProcess = { readonly url: string; readonly control: string }

const sink = await startSmtpSink({ port: Number(process.argv[2] ?? 0) })
const server = createServer((request, response) => void steer(request, response))
server.listen(Number(process.argv[3] ?? 0), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  const said: SinkProcess = { url: sink.url, control: `http://127.0.0.1:${port}` }
  process.stdout.write(`${JSON.stringify(said)}\n`)
})

const orders: Readonly<Record<string, (sink: SmtpSink, body: string) => unknown>> = {
  'GET /mails': ({ mails }) => mails,
  'GET /count': ({ count }) => ({ count }),
  'POST /fault': (target, body) => target.setFault(JSON.parse(body) as SmtpFault | null),
  'POST /clear': (target) => target.clear(),
  'POST /down': (target) => target.down(),
  'POST /up': (target) => target.up(),
  'POST /stop': () => setImmediate(() => process.exit(0)),
}

async function steer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const order = orders[`${request.method} ${request.url}`]
  if (order === undefined) return void response.writeHead(404).end()
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const answer = await order(sink, Buffer.concat(parts).toString('utf8'))
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answer instanceof Object && !('unref' in answer) ? answer : null))
}
