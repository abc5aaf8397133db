// The last line of a ticket that we opened: where its insight is, and the marker by which it is found again. For systems that have no better place.
const FOOTER = /(?:^|\n\n)Lotse: ([^\n]*)\s*$/
const MARKER = /\blotse-[a-z2-7]{26}\b/

/** `url`: the insight's address; `marker`: what the ticket was created with. */
export type Footer = { readonly url: string | null; readonly marker: string | null }

/** A ticket's text with the footer at its end. */
export function withFooter(text: string, { url, marker }: Footer): string {
  const parts = [url, marker].filter((part) => part !== null)
  if (parts.length === 0) return text
  const line = `Lotse: ${parts.join(' · ')}`
  return text === '' ? line : `${text}\n\n${line}`
}

/** A ticket's text without its footer, lines ending in `\n`. */
export function splitFooter(given: string | null): { readonly text: string; readonly footer: Footer } {
  const whole = (given ?? '').replace(/\r\n?/g, '\n')
  const found = FOOTER.exec(whole)
  if (found === null) return { text: whole, footer: { url: null, marker: null } }
  const marker = MARKER.exec(found[1] ?? '')?.[0] ?? null
  const url = /https?:\/\/\S+/.exec(found[1] ?? '')?.[0] ?? null
  return { text: whole.slice(0, found.index), footer: { url, marker } }
}
