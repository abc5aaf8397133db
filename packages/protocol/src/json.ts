// JSON as a type: what events, traits and documents may hold. Never dates, functions or undefined.

/** Any value that survives JSON.stringify and JSON.parse unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json }
