// Where logos are found on this server. Serves none itself.

/** The address of logos, followed by the key. */
export const LOGO_PATH = '/brand/logo/'

/** The path of a logo; null where there is none. */
export function logoPath(key: string | null): string | null {
  return key === null ? null : LOGO_PATH + key
}
