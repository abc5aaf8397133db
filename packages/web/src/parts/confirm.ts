// Questions before what cannot be undone: asked by components, shown by ConfirmDialog. Holds one question at a time.

/** A question. `action`: the button says what happens. `type`: a word that must be typed first, for what harms most. */
export type Question = {
  readonly title: string
  readonly text?: string
  readonly action: string
  readonly harm?: boolean
  readonly type?: string
}

/** A question that waits for its answer. */
export type Asked = Question & { readonly answer: (yes: boolean) => void }

let asked: Asked | null = null
const listeners = new Set<() => void>()

function set(next: Asked | null): void {
  asked = next
  for (const listener of listeners) listener()
}

/**
 * Asks. A question that was still open is answered with no.
 *
 * @returns whether it was confirmed.
 */
export function confirmed(question: Question): Promise<boolean> {
  asked?.answer(false)
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      set(null)
      resolve(yes)
    }
    set({ ...question, answer })
  })
}

/** The open question, or null. */
export function askedNow(): Asked | null {
  return asked
}

/** Tells when a question comes or goes. @returns a function that ends it. */
export function watchAsked(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
