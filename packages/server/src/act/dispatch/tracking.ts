// Measures opens and clicks through our own signed links, where a template asks for it. Leaves every other link alone.
import type { TemplateDocument } from '@lotse/protocol'
import type { Secrets } from '../../base/secrets.ts'
import { linkUrl } from '../pages/link.ts'

const HREF = /(<a\b[^>]*?\shref=")(https?:\/\/[^"]{1,2000})(")/gi

/**
 * Rewrites a rendered body.
 *
 * @param tracking - what the template switched on; nothing is changed for what is off.
 * @param base - public address of this server; links to it (unsubscribe, preferences) stay as they are.
 */
export function tracked(
  html: string,
  tracking: TemplateDocument['tracking'],
  { secrets, base, key }: { readonly secrets: Secrets; readonly base: string; readonly key: string },
): string {
  const linked = tracking?.clicks ? withLinks(html, { secrets, base, key }) : html
  if (!tracking?.opens) return linked
  const pixel = `<img src="${linkUrl(secrets, base, { kind: 'open', facts: { key } })}" width="1" height="1" alt="" style="display:block">`
  return linked.replace(/<\/body>/i, (end) => `${pixel}${end}`)
}

function withLinks(html: string, { secrets, base, key }: { secrets: Secrets; base: string; key: string }): string {
  let position = 0
  return html.replace(HREF, (whole, before: string, href: string, after: string) => {
    const url = href.replaceAll('&amp;', '&').replaceAll('&#38;', '&')
    if (url.startsWith(`${base}/m/`)) return whole
    position += 1
    return `${before}${linkUrl(secrets, base, { kind: 'click', facts: { key, url, position } })}${after}`
  })
}
