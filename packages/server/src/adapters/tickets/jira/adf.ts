// Plain text as an Atlassian document and back. Knows paragraphs, line breaks, links and lists; of anything else it says that it cannot be written back.
import { z } from 'zod'

/** A node as it comes; whatever it is, only these are looked at. */
type Node = {
  readonly type: string
  readonly text?: string | undefined
  readonly marks?:
    | readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> | undefined }[]
    | undefined
  readonly attrs?: Readonly<Record<string, unknown>> | undefined
  readonly content?: readonly Node[] | undefined
}

const attributes = z.record(z.string(), z.unknown())
const nodeShape: z.ZodType<Node> = z.lazy(() =>
  z.object({
    type: z.string(),
    text: z.string().optional(),
    marks: z.array(z.object({ type: z.string(), attrs: attributes.optional() })).optional(),
    attrs: attributes.optional(),
    content: z.array(nodeShape).optional(),
  }),
)

const LINK = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/
const BULLET = /^- /

/** A document (version 1) of a text: empty lines part paragraphs, a paragraph whose lines all begin with `- ` is a list. */
export function documentOf(text: string): object {
  const blocks = text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .filter((block) => block.trim() !== '')
  return { version: 1, type: 'doc', content: blocks.map(blockOf) }
}

function blockOf(block: string): Node {
  const lines = block.split('\n')
  if (!lines.every((line) => BULLET.test(line))) return { type: 'paragraph', content: inlineOf(lines) }
  const items = lines.map((line): Node => {
    const content = inlineOf([line.replace(BULLET, '')])
    return { type: 'listItem', content: [{ type: 'paragraph', content }] }
  })
  return { type: 'bulletList', content: items }
}

function inlineOf(lines: readonly string[]): Node[] {
  return lines.flatMap((line, i) => [...(i > 0 ? [{ type: 'hardBreak' }] : []), ...linked(line)])
}

/** Text nodes must not be empty. */
function linked(line: string): Node[] {
  return line
    .split(LINK)
    .filter((part) => part !== '')
    .map((text) =>
      LINK.test(text)
        ? { type: 'text', text, marks: [{ type: 'link', attrs: { href: text } }] }
        : { type: 'text', text },
    )
}

/**
 * The text of a document. `writable`: whether {@link documentOf} of that text would be the same document, so that nothing is lost where it is written back.
 *
 * @param given - as Jira answers; null: no text.
 */
export function textOf(given: unknown): { readonly text: string; readonly writable: boolean } {
  if (given === null || given === undefined) return { text: '', writable: true }
  const read = nodeShape.safeParse(given)
  if (!read.success) return { text: '', writable: false }
  const text = (read.data.content ?? [])
    .map(flat)
    .filter((block) => block !== '')
    .join('\n\n')
  return { text, writable: (read.data.content ?? []).every(isKnownBlock) }
}

function flat(node: Node): string {
  if (node.type === 'text') return node.text ?? ''
  if (node.type === 'hardBreak') return '\n'
  const told = node.attrs?.['text'] ?? node.attrs?.['url']
  if (node.content === undefined) return typeof told === 'string' ? told : ''
  const parts = node.content.map(flat)
  if (node.type === 'bulletList') return parts.map((part) => `- ${part}`).join('\n')
  const holdsBlocks = node.content.some(({ content, type }) => content !== undefined || type === 'paragraph')
  return parts.join(holdsBlocks ? '\n' : '')
}

const isKnownBlock = ({ type, attrs, content = [] }: Node): boolean => {
  if (attrs !== undefined && Object.keys(attrs).some((name) => name !== 'localId')) return false
  if (type === 'paragraph') return content.every(isKnownInline)
  if (type !== 'bulletList') return false
  return content.every(
    (item) => item.type === 'listItem' && item.content?.length === 1 && item.content.every(isPlainItem),
  )
}

const isPlainItem = (node: Node): boolean =>
  node.type === 'paragraph' && (node.content ?? []).every((one) => one.type !== 'hardBreak' && isKnownInline(one))

const isKnownInline = ({ type, text, marks = [] }: Node): boolean =>
  type === 'hardBreak' ||
  (type === 'text' && marks.every((mark) => mark.type === 'link' && mark.attrs?.['href'] === text))
