// Array parameters in PostgreSQL's binary form: node-postgres sends a Buffer as it is, several times faster than array text.
// Layout: https://www.postgresql.org/docs/current/protocol-message-formats.html and src/backend/utils/adt/arrayfuncs.c (array_recv).

const OID = { bytea: 17, int8: 20, int2: 21, int4: 23, text: 25, xid8: 5069 } as const
const HEADER_BYTES = 20
const NULL_LENGTH = -1

function header(buffer: Buffer, oid: number, length: number, hasNull: boolean): void {
  buffer.writeInt32BE(1, 0)
  buffer.writeInt32BE(hasNull ? 1 : 0, 4)
  buffer.writeInt32BE(oid, 8)
  buffer.writeInt32BE(length, 12)
  buffer.writeInt32BE(1, 16)
}

type Put = (buffer: Buffer, value: number, offset: number) => void

const putInt8: Put = (buffer, value, offset) => {
  const high = Math.floor(value / 0x1_0000_0000)
  buffer.writeInt32BE(high, offset)
  buffer.writeUInt32BE(value - high * 0x1_0000_0000, offset + 4)
}
const putInt4: Put = (buffer, value, offset) => buffer.writeInt32BE(value, offset)
const putInt2: Put = (buffer, value, offset) => buffer.writeInt16BE(value, offset)

function fixed(values: readonly (number | null)[], oid: number, width: number, put: Put): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + values.length * (4 + width))
  let offset = HEADER_BYTES
  let hasNull = false
  for (const value of values) {
    if (value === null) {
      hasNull = true
      offset = buffer.writeInt32BE(NULL_LENGTH, offset)
    } else {
      put(buffer, value, buffer.writeInt32BE(width, offset))
      offset += 4 + width
    }
  }
  header(buffer, oid, values.length, hasNull)
  return offset === buffer.length ? buffer : buffer.subarray(0, offset)
}

/** bigint[] of safe integers. */
export const bigints = (values: readonly (number | null)[]): Buffer => fixed(values, OID.int8, 8, putInt8)
/** integer[]. */
export const integers = (values: readonly (number | null)[]): Buffer => fixed(values, OID.int4, 4, putInt4)
/** smallint[]. */
export const smallints = (values: readonly (number | null)[]): Buffer => fixed(values, OID.int2, 2, putInt2)

/** xid8[] from decimal texts. */
export function xids(values: readonly string[]): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + values.length * 12)
  values.forEach((value, i) => {
    const offset = buffer.writeInt32BE(8, HEADER_BYTES + i * 12)
    buffer.writeBigUInt64BE(BigInt(value), offset)
  })
  header(buffer, OID.xid8, values.length, false)
  return buffer
}

/** text[]. Lone surrogates become U+FFFD; NUL is refused by PostgreSQL, so it must not get here. */
export function texts(values: readonly (string | null)[]): Buffer {
  let size = HEADER_BYTES
  for (const value of values) size += 4 + (value === null ? 0 : Buffer.byteLength(value))
  const buffer = Buffer.allocUnsafe(size)
  let offset = HEADER_BYTES
  let hasNull = false
  for (const value of values) {
    if (value === null) {
      hasNull = true
      offset = buffer.writeInt32BE(NULL_LENGTH, offset)
    } else {
      const length = buffer.write(value, offset + 4)
      buffer.writeInt32BE(length, offset)
      offset += 4 + length
    }
  }
  header(buffer, OID.text, values.length, hasNull)
  return buffer
}

/** bytea[] of values of one length that stand one after the other in `bytes`. */
export function fixedBytes(bytes: Buffer, length: number): Buffer {
  const count = bytes.length / length
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + count * (4 + length))
  for (let i = 0; i < count; i++) {
    const offset = buffer.writeInt32BE(length, HEADER_BYTES + i * (4 + length))
    bytes.copy(buffer, offset, i * length, (i + 1) * length)
  }
  header(buffer, OID.bytea, count, false)
  return buffer
}

/** bytea[]. */
export function byteas(values: readonly (Buffer | null)[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), HEADER_BYTES)
  const buffer = Buffer.allocUnsafe(size)
  let offset = HEADER_BYTES
  for (const value of values) {
    offset = buffer.writeInt32BE(value === null ? NULL_LENGTH : value.length, offset)
    if (value !== null) offset += value.copy(buffer, offset)
  }
  header(buffer, OID.bytea, values.length, values.includes(null))
  return buffer
}
