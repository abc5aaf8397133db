// Keeps webhooks away from our own network: only public addresses are called, checked on the very address that is connected to.
import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** The host of a webhook, or one of its addresses, is not public. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress'
  readonly code = 'LOTSE_FORBIDDEN_ADDRESS'
}

/** Ranges that are no public unicast addresses (IANA special-purpose registries, RFC 6890), cloud metadata addresses among them. */
const v4Ranges: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** Everything outside of 2000::/3, and the parts of it that are special; 64:ff9b::/96 and 2002::/16 can carry private IPv4 addresses. */
const v6Ranges: readonly [string, number][] = [
  ['::', 3],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['4000::', 2],
  ['8000::', 1],
]

/** Which addresses may be called. */
export type Guard = {
  /** Whether an IP address may be called. */
  allows(address: string): boolean
  /** Resolves a name and hands on only what may be called; fails if any of its addresses may not. */
  readonly lookup: LookupFunction
}

/**
 * A guard.
 *
 * @param exempt - addresses or ranges (`127.0.0.1`, `10.1.0.0/16`) that may be called although they are not public.
 */
export function createGuard(exempt: readonly string[]): Guard {
  // Two lists, because one list would also take an IPv4 address for its IPv6 form, which ::/3 covers.
  const blocked = { ipv4: rangesOf(v4Ranges), ipv6: rangesOf(v6Ranges) }
  const allowed = listOf(exempt)
  const allows = (address: string): boolean => {
    const plain = unmapped(address)
    const kind = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
    return isIP(plain) !== 0 && (allowed.check(plain, kind) || !blocked[kind].check(plain, kind))
  }
  return { allows, lookup: guardedLookup(allows) }
}

function rangesOf(ranges: readonly [string, number][]): BlockList {
  return listOf(ranges.map(([net, bits]) => `${net}/${bits}`))
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', bits] = range.split('/')
    const kind = isIP(net) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(net, kind)
    else list.addSubnet(net, Number(bits), kind)
  }
  return list
}

/** `::ffff:127.0.0.1` and `::ffff:7f00:1` are IPv4 addresses in another dress. */
function unmapped(address: string): string {
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (dotted) return dotted[1] ?? address
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address)
  if (!hex) return address
  const [high, low] = [Number.parseInt(hex[1] ?? '0', 16), Number.parseInt(hex[2] ?? '0', 16)]
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

/** The name is resolved once and the connection goes to that result, so a name that changes in between gains nothing (DNS rebinding). */
function guardedLookup(allows: Guard['allows']): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      if (addresses.length === 0 || !addresses.every(({ address }) => allows(address)))
        return callback(new ForbiddenAddress('the host has an address that is not public'), '', 0)
      const [first] = addresses
      if (options.all === true || first === undefined) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}
