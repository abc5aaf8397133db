// The wish for a fresh proof of who one is: asked by the server's refusal, shown by ProofHost. Holds one wish; several calls share it.
import { whenStale } from '../api.ts'

type Wish = { readonly promise: Promise<boolean>; readonly answer: (given: boolean) => void }

let wish: Wish | null = null
const listeners = new Set<() => void>()

function set(next: Wish | null): void {
  wish = next
  for (const listener of listeners) listener()
}

function ask(): Promise<boolean> {
  if (wish !== null) return wish.promise
  let resolve: (given: boolean) => void = () => {}
  const promise = new Promise<boolean>((done) => {
    resolve = done
  })
  const answer = (given: boolean) => {
    set(null)
    resolve(given)
  }
  set({ promise, answer })
  return promise
}

/** Makes calls that need a fresh proof ask for one. */
export function askForProofs(): void {
  whenStale(ask)
}

/** The open wish, or null. */
export function wishNow(): Wish | null {
  return wish
}

/** Tells when a wish comes or goes. @returns a function that ends it. */
export function watchWish(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
