// What is stored of a person as a document that she can read: plain HTML without script, in German or English. Adds and hides nothing.
import type { Json, JsonObject, PersonPiece } from '@lotse/protocol'
import type { Writer } from '../../base/download.ts'
import { type Html, html } from '../../base/html.ts'
import { type DocumentWords, documentWords } from './words.ts'

const STYLE = `
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid #8886;padding-bottom:.25rem}
article{padding:.6rem 0;border-bottom:1px solid #8883;break-inside:avoid}h3{font-size:1rem;margin:0;font-weight:600}
small{color:#777}dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.1rem 1rem;margin:.3rem 0 0}
dt{color:#777}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}@media(max-width:30rem){dl{display:block}dd{margin-bottom:.4rem}}`

/** Whose document it is, and when and for which installation it was written. */
export type DocumentHead = { readonly workspace: string; readonly at: string; readonly zone: string }

/** A writer of the document; a heading stands before the first piece of each part. */
export function personDocument(language: 'de' | 'en', { workspace, at, zone }: DocumentHead): Writer<PersonPiece> {
  const words = documentWords[language]
  const instant = new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: 'medium', timeStyle: 'medium' })
  const when = (iso: string) => instant.format(new Date(iso))
  let part: PersonPiece['part'] | undefined
  const intro = html`<h1>${words.title}</h1><p>${words.intro(workspace, when(at))}</p>`.html
  return {
    first: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${words.title}</title><style>${STYLE}</style></head><body><main>${intro}`,
    last: `<p><small>${words.end}</small></p></main></body></html>\n`,
    write: (pieces) =>
      pieces
        .map((piece) => {
          const heading = piece.part === part ? '' : html`<h2>${words.parts[piece.part]}</h2>`.html
          part = piece.part
          return heading + articleOf(piece, words, when).html
        })
        .join('\n'),
  }
}

function articleOf({ at, name, source, data }: PersonPiece, words: DocumentWords, when: (iso: string) => string): Html {
  const line = [at === null ? '' : when(at), source === null ? '' : `${words.source}: ${source}`].filter(
    (text) => text !== '',
  )
  return html`<article><h3>${name}</h3><small>${line.join(' · ')}</small>${listOf(data, words)}</article>`
}

function listOf(data: JsonObject, words: DocumentWords): Html {
  const entries = Object.entries(data).filter(([, value]) => !isEmpty(value))
  return html`<dl>${entries.map(([name, value]) => html`<dt>${words.fields[name] ?? name}</dt><dd>${textOf(value, words)}</dd>`)}</dl>`
}

const isEmpty = (value: Json): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)

function textOf(value: Json, words: DocumentWords): string | Html {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value !== 'object' || value === null) return String(value)
  if (!Array.isArray(value)) return listOf(value as JsonObject, words)
  const items = value as readonly Json[]
  if (items.every((item) => typeof item !== 'object' || item === null)) return items.map(String).join(', ')
  return html`${items.map((item) => html`<div>${textOf(item, words)}</div>`)}`
}
