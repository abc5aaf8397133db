// Patterns of `like` for what people type. Never asks the database.

/** Finds a text anywhere in another; what is special in patterns is taken as it is written. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
