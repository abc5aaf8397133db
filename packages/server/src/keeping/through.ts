// Sends bytes through a transform such as gzip, with its errors. Knows nothing of what the bytes are.
import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** The bytes behind the transform. A fault of the source appears here; who stops reading stops the source. */
export async function* through(source: AsyncIterable<Buffer>, transform: Transform): AsyncGenerator<Buffer> {
  const flow = pipeline(Readable.from(source, { objectMode: false }), transform)
  // It is awaited below; until then nobody must take it for unhandled.
  flow.catch(() => {})
  try {
    for await (const piece of transform) yield piece
    await flow
  } finally {
    transform.destroy()
  }
}
