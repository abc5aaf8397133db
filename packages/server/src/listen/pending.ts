// Which identities and customers the groups of this process are just changing, so that one waits for the other instead of losing a race in the
// database. Holds nothing of other processes: with those the database decides.

/** A group's hold on names; `end` lets the others go on. */
export type Hold = { end(): void }

/** The names under change. */
export type Pending = {
  /**
   * Takes all names at once, or none.
   *
   * @returns the hold, or what to wait for before looking again.
   */
  take(names: readonly string[]): Hold | Promise<void>
}

/** A registry for the groups of one process. */
export function createPending(): Pending {
  const holders = new Map<string, Promise<void>>()
  return {
    take: (names) => {
      for (const name of names) {
        const holder = holders.get(name)
        if (holder) return holder
      }
      let resolve: () => void = () => undefined
      const ended = new Promise<void>((done) => {
        resolve = done
      })
      for (const name of names) holders.set(name, ended)
      const end = () => {
        for (const name of names) if (holders.get(name) === ended) holders.delete(name)
        resolve()
      }
      return { end }
    },
  }
}
