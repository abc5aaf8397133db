// Wakes those who wait, and loses no ring: who noted the count before looking is woken by any ring since then.

/** A bell that several loops listen to. */
export class Bell {
  #count = 0
  readonly #waiting = new Set<() => void>()

  /** How often it has rung; noted before looking for work. */
  get count(): number {
    return this.#count
  }

  ring(): void {
    this.#count += 1
    for (const wake of this.#waiting) wake()
  }

  /** Waits for a ring after `since`, or for the time to pass. */
  wait(since: number, timeoutMs: number): Promise<void> {
    if (since !== this.#count) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timeout)
        this.#waiting.delete(wake)
        resolve()
      }
      const timeout = setTimeout(wake, timeoutMs)
      this.#waiting.add(wake)
    })
  }
}
