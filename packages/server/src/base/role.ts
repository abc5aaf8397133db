// A part of the server that runs until it is told to stop: api, engine, dispatch, jobs. Only the shape; no part is written here.

export type Role = {
  readonly name: string
  /** Where it takes requests, for a part that does. */
  readonly url?: string
  /** Whether it does its work now; asked by `GET /readyz`. */
  ready(): Promise<boolean> | boolean
  /** Finishes what is in flight and takes nothing new. Must return by the deadline; what is not done then is lost to this process, never to the log. */
  stop(deadlineMs: number): Promise<void>
}
