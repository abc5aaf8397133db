// The plain HTML of the public pages: no script, readable without styles, the same quiet look in light and dark.
import { createHash } from 'node:crypto'
import { type Html, html } from '../../base/html.ts'
import { textOn } from '../../brand/color.ts'
import type { Language } from './words.ts'

const STYLE = `
:root{color-scheme:light dark;--bg:#f4f7f8;--surface:#fff;--line:#c9d4da;--text:#10212a;--muted:#5a6b75;--brand:#0a6b72;--on-brand:#fff;--good:#e3f3e9}
@media (prefers-color-scheme:dark){:root{--bg:#0b1317;--surface:#111b20;--line:#2c3d46;--text:#e4edf0;--muted:#93a5af;--brand:#45b5b8;--on-brand:#06191a;--good:#12291c}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
main{max-width:34rem;margin:8vh auto;padding:2rem;background:var(--surface);border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 1rem;font-size:1.375rem;line-height:1.25}
p{margin:0 0 1rem}.by{color:var(--muted);font-size:.875rem;margin:0 0 .25rem}
fieldset{border:0;margin:0 0 1rem;padding:0}legend{padding:0;margin:0 0 .5rem}
label{display:flex;gap:.75rem;align-items:center;padding:.625rem 0;border-top:1px solid var(--line)}
input[type=checkbox]{width:1.25rem;height:1.25rem;accent-color:var(--brand);flex:none}
small{color:var(--muted)}.about{display:block}
button{font:inherit;min-height:2.75rem;padding:.5rem 1.25rem;border-radius:8px;border:1px solid var(--brand);background:var(--brand);color:var(--on-brand);cursor:pointer;margin:0 .5rem .5rem 0}
button.quiet{background:none;color:var(--brand)}
a{color:var(--brand)}
:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
[role=status]{background:var(--good);border-radius:8px;padding:.75rem 1rem}
@media (max-width:40rem){main{margin:0;border:0;border-radius:0;min-height:100vh;padding:1.5rem}}
`

/** How a page looks beside its words: a colour such as `#0a6b72` and the address of a logo on this server. */
export type Look = { readonly color: string | null; readonly logoUrl: string | null }

/** The look without a brand. */
export const PLAIN: Look = { color: null, logoUrl: null }

/** The style of a page; text on the colour is black or white, whichever reads better. */
function styleOf({ color }: Look): string {
  if (color === null) return STYLE
  return `${STYLE}button{background:${color};border-color:${color};color:${textOn(color)}}button.quiet{background:none;border-color:currentColor;color:inherit}`
}

/** Headers of a page: nothing may be loaded but the logo, nothing framed, kept, or told to other sites. */
export function pageHeaders(look: Look): Readonly<Record<string, string>> {
  const styleHash = createHash('sha256').update(styleOf(look)).digest('base64')
  const image = look.logoUrl === null ? '' : " img-src 'self';"
  return {
    ...fixedHeaders,
    'content-security-policy': `default-src 'none';${image} style-src 'sha256-${styleHash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  }
}

const fixedHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
}

/** A whole page. `by`: whose page it is, shown above the heading, as a logo where there is one. */
export function page(
  language: Language,
  {
    title,
    by,
    body,
    look = PLAIN,
  }: { readonly title: string; readonly by?: string; readonly body: Html; readonly look?: Look },
): string {
  const { logoUrl } = look
  const logo = logoUrl === null ? html`${by ?? ''}` : html`<img src="${logoUrl}" alt="${by ?? ''}" height="40">`
  return `<!doctype html>${
    html`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}${by ? ` · ${by}` : ''}</title>${{ html: `<style>${styleOf(look)}</style>` }}</head><body><main>${by ? html`<p class="by">${logo}</p>` : html``}<h1>${title}</h1>${body}</main></body></html>`
      .html
  }`
}
