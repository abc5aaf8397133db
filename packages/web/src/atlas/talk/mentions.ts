// Calling people in a comment: what is being typed behind an @, what choosing somebody writes there, and who is called in the end. Pure.

/** Somebody who can be called. */
export type Person = { readonly id: string; readonly name: string }

/** What is being typed behind an @: where that stands, and what is looked for. */
export type Calling = { readonly from: number; readonly find: string }

/** A piece of a text; `called`: the name of somebody who is called. */
export type Piece = { readonly text: string; readonly called: boolean }

const FIND_MAX = 60
const OFFERED_MAX = 6

/** What is being typed at the caret; null where nobody is called. An @ inside of a word is an address. */
export function callingAt(text: string, caret: number): Calling | null {
  const before = text.slice(0, caret)
  const from = before.lastIndexOf('@')
  if (from < 0 || !opens(before, from)) return null
  const find = before.slice(from + 1)
  return find.length > FIND_MAX || find.startsWith(' ') || find.includes('\n') ? null : { from, find }
}

/** People whose name fits what is typed, those whose name begins so first. */
export function offered(people: readonly Person[], find: string): readonly Person[] {
  const wanted = find.toLowerCase()
  const fitting = people.filter(({ name }) => name.toLowerCase().includes(wanted))
  const first = (name: string): number => (name.toLowerCase().startsWith(wanted) ? 0 : 1)
  return fitting.toSorted((a, b) => first(a.name) - first(b.name)).slice(0, OFFERED_MAX)
}

/** The text once somebody was chosen, and where the caret stands then. */
export function withCalled(
  text: string,
  { calling, caret, name }: { readonly calling: Calling; readonly caret: number; readonly name: string },
): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, calling.from)}@${name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

/** Ids of those whom a text calls. Of several with one name all are called. */
export function mentionedIn(text: string, people: readonly Person[]): string[] {
  const names = new Set(spansOf(text, people).map(({ name }) => name))
  return people.filter(({ name }) => names.has(name)).map(({ id }) => id)
}

/** A text in pieces, so that names of those who are called can be shown as such. */
export function piecesOf(text: string, people: readonly Person[]): readonly Piece[] {
  const pieces: Piece[] = []
  let done = 0
  for (const { from, name } of spansOf(text, people)) {
    if (from > done) pieces.push({ text: text.slice(done, from), called: false })
    done = from + 1 + name.length
    pieces.push({ text: text.slice(from, done), called: true })
  }
  if (done < text.length) pieces.push({ text: text.slice(done), called: false })
  return pieces
}

/** Whether an @ begins a name: at the start, or behind room or a bracket. */
const opens = (text: string, at: number): boolean => at === 0 || /[\s(]/u.test(text[at - 1] ?? '')

/** Where which names stand behind an @. Where one name begins like another, the longer one is meant. */
function spansOf(text: string, people: readonly Person[]): { readonly from: number; readonly name: string }[] {
  const names = people.map(({ name }) => name).toSorted((a, b) => b.length - a.length)
  const spans: { from: number; name: string }[] = []
  for (let from = text.indexOf('@'); from >= 0; from = text.indexOf('@', from + 1)) {
    const name = names.find((one) => one !== '' && text.startsWith(one, from + 1) && ends(text, from + 1 + one.length))
    if (name !== undefined && opens(text, from)) spans.push({ from, name })
  }
  return spans
}

const ends = (text: string, at: number): boolean => !/[\p{L}\p{N}]/u.test(text.slice(at, at + 1))
