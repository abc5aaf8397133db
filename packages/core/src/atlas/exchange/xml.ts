// XML as a plain tree, and its text. Parses nothing: whoever reads files hands the tree over.

/** An element. `name`: without its prefix. `text`: all text directly in it, as it stands. */
export type XmlElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
}

/** An element as it is written: a name, attributes, and children or a text. What is undefined is left out. */
export type XmlDraft = {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string | undefined>>
  readonly children?: readonly (XmlDraft | undefined)[]
  readonly text?: string
}

/** Children of a name. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

/** The text of the first child of a name, without space around it; empty where there is none. */
export function textIn(element: XmlElement | undefined, ...names: readonly string[]): string {
  let found = element
  for (const name of names) found = childrenOf(found, name)[0]
  return found?.text.trim() ?? ''
}

/** The text of a document. */
export function xmlText(root: XmlDraft): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlLines(root, '').join('\n')}\n`
}

/** The lines of an element and what is in it. */
export function xmlLines({ name, attributes = {}, children = [], text }: XmlDraft, indent: string): string[] {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${inAttribute(value)}"`],
  )
  const open = `${indent}<${name}${given.join('')}`
  const inside = children.filter((child) => child !== undefined)
  if (text !== undefined) return [`${open}>${escapedXml(text)}</${name}>`]
  if (inside.length === 0) return [`${open}/>`]
  return [`${open}>`, ...inside.flatMap((child) => xmlLines(child, `${indent}  `)), `${indent}</${name}>`]
}

/** Readers make blanks of what breaks lines in attributes, unless it is written so. */
const inAttribute = (text: string): string =>
  escapedXml(text).replace(/[\n\t]/g, (sign) => (sign === '\n' ? '&#10;' : '&#9;'))

// XML 1.0 has no way at all to write most control characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must not stand in XML
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** A text as it may stand in an element or an attribute. */
export function escapedXml(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"\r]/g, (sign) => signs[sign] ?? '')
}
