// What a made file holds. Makes none.

/** A file's content. */
export type Made = { readonly ending: string; readonly type: string; readonly bytes: Buffer | string }
