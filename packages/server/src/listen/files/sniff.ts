// What uploaded bytes are, by themselves: workbook, zipped text, encoding, separator. Believes no file name and stores nothing.
import { Problem } from '@lotse/core/base'
import { type FileReading, fileDelimiters } from '@lotse/protocol'

/** What bytes begin as. */
export type FileKind = 'workbook' | 'gzip' | 'text'

const PROBE_BYTES = 4096

/**
 * The kind of a file by its first bytes.
 *
 * @throws Problem `import.unreadable` where it is neither text nor a workbook.
 */
export function kindOf(first: Buffer): FileKind {
  if (first[0] === 0x50 && first[1] === 0x4b && first[2] === 3 && first[3] === 4) return 'workbook'
  if (first[0] === 0x1f && first[1] === 0x8b) return 'gzip'
  if (markOf(first) === undefined && first.subarray(0, PROBE_BYTES).includes(0))
    throw new Problem('import.unreadable', {
      detail: 'This is neither a table as text (CSV), nor JSON lines, nor an .xlsx workbook',
    })
  return 'text'
}

/** The encoding that a byte order mark names. */
function markOf(first: Buffer): FileReading['encoding'] | undefined {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le'
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be'
  return first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? 'utf-8' : undefined
}

/** Looks at a text while it comes in. */
export type TextWatch = {
  add(chunk: Buffer): void
  /** What it seems to be. */
  end(): { readonly format: 'csv' | 'jsonl'; readonly reading: FileReading }
}

/** What is no UTF-8 is taken for Windows-1252, as German spreadsheets write it. */
export function watchText(): TextWatch {
  let first: Buffer = Buffer.alloc(0)
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let fits = true
  const tryUtf8 = (chunk?: Buffer) => {
    try {
      if (fits) utf8.decode(chunk, { stream: chunk !== undefined })
    } catch {
      fits = false
    }
  }
  return {
    add: (chunk) => {
      if (first.length < PROBE_BYTES) first = Buffer.concat([first, chunk]).subarray(0, PROBE_BYTES)
      tryUtf8(chunk)
    },
    end: () => {
      tryUtf8()
      const encoding = markOf(first) ?? (fits ? 'utf-8' : 'windows-1252')
      const text = new TextDecoder(encoding).decode(first)
      return {
        format: text.trimStart().startsWith('{') ? 'jsonl' : 'csv',
        reading: { encoding, delimiter: delimiterOf(text) },
      }
    },
  }
}

/** The separator that stands in the heading most often, outside of quotes. */
function delimiterOf(text: string): FileReading['delimiter'] {
  const heading = (text.trimStart().split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (sign: string) => heading.split(sign).length
  return fileDelimiters.reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}
