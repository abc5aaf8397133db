// Where a record is looked at in the console, as a path, for mails and programs. The console's own links say the same.

type Place = { readonly id: string; readonly kind: string; readonly journey: { readonly id: string } | null }

/** The path: a journey's map, opened at what lives in it; the page of what lives in the library. */
export function whereInConsole({ id, kind, journey }: Place): string {
  if (kind === 'journey') return `/journeys/${id}`
  if (journey !== null) return `/journeys/${journey.id}?open=${id}`
  return `/journeys/library/${id}`
}
