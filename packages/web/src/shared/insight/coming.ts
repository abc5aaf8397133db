// By what somebody comes who has a link to an insight. Holds nothing.

/** The secret of the link, and its password where it asks for one. */
export type Coming = { readonly secret: string; readonly password?: string }
