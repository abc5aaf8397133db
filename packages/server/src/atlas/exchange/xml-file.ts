// Reads XML as a plain tree. Follows no reference to anything outside and no entity of the document's own.
import type { XmlElement } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { SaxesParser } from 'saxes'

const DEPTH_MAX = 100
const ELEMENTS_MAX = 200_000

type Open = { -readonly [K in keyof XmlElement]: XmlElement[K] } & { children: XmlElement[] }

/**
 * Reads a document.
 *
 * @throws Problem `import.unreadable`.
 */
export function xmlTree(text: string): XmlElement {
  const open: Open[] = []
  let root: XmlElement | undefined
  let elements = 0
  const parser = new SaxesParser()
  parser.on('error', ({ message }) => {
    throw unreadable(`This is no well-formed XML: ${message}`)
  })
  parser.on('doctype', () => {
    throw unreadable('A document with a DOCTYPE is not read')
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1
    if (open.length >= DEPTH_MAX || elements > ELEMENTS_MAX)
      throw unreadable('The document is nested too deep, or has too many elements')
    open.push({ name: localName(name), attributes: localNames(attributes), children: [], text: '' })
  })
  const addText = (more: string) => {
    const last = open.at(-1)
    if (last) last.text += more
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const done = open.pop()
    if (done === undefined) return
    const parent = open.at(-1)
    if (parent) parent.children.push(done)
    else root = done
  })
  parser.write(text).close()
  if (root === undefined) throw unreadable('The document is empty')
  return root
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

function localNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (name.startsWith('xmlns') ? [] : [[localName(name), value]])),
  )
}

const unreadable = (detail: string) => new Problem('import.unreadable', { detail })
