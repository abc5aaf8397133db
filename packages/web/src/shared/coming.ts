// By what somebody comes who has a link to a journey. Holds nothing.

/** The secret of the link, its password where it asks for one, and the frame of another page where it is shown within that. */
export type Coming = { readonly secret: string; readonly password?: string; readonly frame?: string }
