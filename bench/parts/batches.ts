// The events that load is made of: batches of a web shop's clicks, written straight as JSON because the generator shares the cores with what it measures.

export type BatchOptions = {
  /** People who come and go; every third is signed in. */
  readonly customers: number
  readonly size: number
  /** Makes message ids of different runs differ. */
  readonly run: string
  /** What happens, each as often as it is listed. */
  readonly names?: readonly string[]
}

const NAMES = ['Product Viewed', 'Product Added', 'Cart Viewed', 'Order Completed'] as const

/**
 * A maker of batches: the n-th is always the same.
 *
 * @returns JSON text of one `POST /v1/batch` body.
 */
export function batchMaker({
  customers,
  size,
  run,
  names = NAMES,
}: BatchOptions): (batch: number, now: string) => string {
  return (batch, now) => {
    const events: string[] = []
    for (let n = 0; n < size; n++) events.push(eventJson({ number: batch * size + n, customers, run, now, names }))
    return `{"sentAt":"${now}","batch":[${events.join(',')}]}`
  }
}

type Place = {
  readonly number: number
  readonly customers: number
  readonly run: string
  readonly now: string
  readonly names: readonly string[]
}

function eventJson({ number, customers, run, now, names }: Place): string {
  const customer = scatter(number) % customers
  const user = customer % 3 === 0 ? `"userId":"user-${customer}",` : ''
  const product = scatter(number + 7) % 5000
  return (
    `{"type":"track","messageId":"${run}-${number}",${user}"anonymousId":"anonymous-${customer}",` +
    `"event":"${names[product % names.length]}","timestamp":"${now}",` +
    `"properties":{"product_id":"P${product}","name":"Wool scarf ${product}","price":${product / 100},"quantity":${1 + (product % 3)},"category":"Accessories"},` +
    `"context":{"library":{"name":"analytics.js","version":"1.84.3"},"locale":"de-DE","page":{"path":"/p/${product}","url":"https://shop.example/p/${product}","title":"Wool scarf ${product}"}}}`
  )
}

/** A fixed scattering of whole numbers (MurmurHash3's finaliser). */
function scatter(number: number): number {
  let x = Math.imul(number ^ (number >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}
