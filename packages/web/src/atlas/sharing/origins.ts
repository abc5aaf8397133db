// Which pages may show a journey, as people write it: one address a line. Pure.

/** The most pages that one link names. */
const ORIGINS_MAX = 10

/** What was written: origins, or what is wrong with it. `text`: the line that is no address. */
export type Origins =
  | { readonly origins: readonly string[] }
  | { readonly fault: 'originsWrong'; readonly text: string }
  | { readonly fault: 'originsNeeded' | 'originsMany' }

/** Reads lines. Of an address of a page its origin is taken; what has no scheme is meant as https. */
export function originsIn(text: string): Origins {
  const lines = text.split(/[\s,;]+/).filter((line) => line !== '')
  const origins: string[] = []
  for (const line of lines) {
    const origin = originOf(line)
    if (origin === null) return { fault: 'originsWrong', text: line }
    if (!origins.includes(origin)) origins.push(origin)
  }
  if (origins.length === 0) return { fault: 'originsNeeded' }
  return origins.length > ORIGINS_MAX ? { fault: 'originsMany' } : { origins }
}

function originOf(line: string): string | null {
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(line) ? line : `https://${line}`
  if (!URL.canParse(address)) return null
  const { protocol, hostname, origin } = new URL(address)
  const named = /^([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])$/.test(hostname)
  return named && (protocol === 'https:' || protocol === 'http:') ? origin : null
}
