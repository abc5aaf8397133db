// PostgreSQL's binary form of one-dimensional arrays: node-postgres writes arrays as text, which costs more than the insert itself.
// Layout per https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/utils/adt/arrayfuncs.c (array_send).

const OID = { int2: 21, int4: 23, int8: 20, text: 25, bytea: 17 } as const
const HEADER_BYTES = 20

function header(size: number, oid: number, length: number): Buffer {
  const out = Buffer.allocUnsafe(HEADER_BYTES + size)
  out.writeInt32BE(1, 0)
  out.writeInt32BE(0, 4)
  out.writeInt32BE(oid, 8)
  out.writeInt32BE(length, 12)
  out.writeInt32BE(1, 16)
  return out
}

/** `int2[]` parameter. */
export function int2Array(values: readonly number[]): Buffer {
  const out = header(values.length * 6, OID.int2, values.length)
  let at = HEADER_BYTES
  for (const value of values) {
    out.writeInt32BE(2, at)
    out.writeInt16BE(value, at + 4)
    at += 6
  }
  return out
}

/** `int4[]` parameter. */
export function int4Array(values: readonly number[]): Buffer {
  const out = header(values.length * 8, OID.int4, values.length)
  let at = HEADER_BYTES
  for (const value of values) {
    out.writeInt32BE(4, at)
    out.writeInt32BE(value, at + 4)
    at += 8
  }
  return out
}

/** `int8[]` parameter; values are safe integers. */
export function int8Array(values: readonly number[]): Buffer {
  const out = header(values.length * 12, OID.int8, values.length)
  let at = HEADER_BYTES
  for (const value of values) {
    out.writeInt32BE(8, at)
    out.writeInt32BE(Math.floor(value / 0x1_0000_0000), at + 4)
    out.writeInt32BE(value | 0, at + 8)
    at += 12
  }
  return out
}

/** `text[]` parameter. */
export function textArray(values: readonly string[]): Buffer {
  let size = 0
  for (const value of values) size += 4 + Buffer.byteLength(value)
  const out = header(size, OID.text, values.length)
  let at = HEADER_BYTES
  for (const value of values) {
    const written = out.write(value, at + 4)
    out.writeInt32BE(written, at)
    at += 4 + written
  }
  return out
}

/** `bytea[]` parameter made of keys of equal length that stand one after the other in `keys`. */
export function keyArray(keys: Buffer, keyBytes: number): Buffer {
  const count = keys.length / keyBytes
  const out = header(count * (4 + keyBytes), OID.bytea, count)
  let at = HEADER_BYTES
  for (let from = 0; from < keys.length; from += keyBytes) {
    out.writeInt32BE(keyBytes, at)
    keys.copy(out, at + 4, from, from + keyBytes)
    at += 4 + keyBytes
  }
  return out
}
