// What an uploaded file is, by its own bytes, and what it holds: our document, tables, or XML of others. Believes no name and writes nothing.
import type { Readable } from 'node:stream'
import type { Table, XmlElement } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { ATLAS_FILE_BYTES_MAX, type AtlasDocument, atlasDocument } from '@lotse/protocol'
import { refuseHarm } from '../../base/body.ts'
import { kindOf, watchText } from '../../listen/files/sniff.ts'
import { csvTable, workbookTables } from './table-files.ts'
import { xmlTree } from './xml-file.ts'

/** A million values are more than the largest document holds. */
const VALUES_MAX = 1_000_000

/** What a file holds. */
export type Content =
  | { readonly is: 'document'; readonly document: AtlasDocument }
  | { readonly is: 'tables'; readonly tables: readonly Table[] }
  | { readonly is: 'xml'; readonly root: XmlElement }

/**
 * Takes a file in.
 *
 * @throws Problem `request.too_large`, `import.unreadable`, `request.too_deep`, `request.invalid`.
 */
export async function readContent(bytes: Readable): Promise<Content> {
  const content = await contentOf(await taken(bytes))
  refuseHarm(content, VALUES_MAX)
  return content
}

async function taken(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > ATLAS_FILE_BYTES_MAX)
      throw new Problem('request.too_large', { detail: `The file has more than ${ATLAS_FILE_BYTES_MAX} bytes` })
    chunks.push(chunk)
  }
  if (length === 0) throw new Problem('import.unreadable', { detail: 'The file is empty' })
  return Buffer.concat(chunks)
}

async function contentOf(bytes: Buffer): Promise<Content> {
  const kind = kindOf(bytes)
  if (kind === 'workbook') return { is: 'tables', tables: await workbookTables(bytes) }
  if (kind === 'gzip') throw new Problem('import.unreadable', { detail: 'Unpack the file first' })
  const text = textOf(bytes)
  const first = text.trimStart()[0]
  if (first === '{') return { is: 'document', document: documentIn(text) }
  return first === '<' ? { is: 'xml', root: xmlTree(text) } : { is: 'tables', tables: [csvTable(bytes)] }
}

function textOf(bytes: Buffer): string {
  const watch = watchText()
  watch.add(bytes)
  return new TextDecoder(watch.end().reading.encoding).decode(bytes)
}

function documentIn(text: string): AtlasDocument {
  const json = parsed(text)
  refuseHarm(json, VALUES_MAX)
  const read = atlasDocument.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Problem('import.unreadable', {
    detail: `This is no document of the atlas: ${issue?.path.join('.')}: ${issue?.message}`,
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('import.unreadable', { detail: 'This is not valid JSON' })
  }
}
