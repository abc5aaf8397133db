// The database's tables as types, under the name that the rest of the server uses. Generated: `node scripts/schema-types.mjs`.
export type { DB as Schema } from './generated/schema.ts'
