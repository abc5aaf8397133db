// Content of the developers' page: names as they come, long, right to left, with signs. Invented, and the same each time.

/** Names that a screen must bear without harm. */
export const names = [
  'Ada Lovelace',
  'محمد الفاتح بن عبد الله',
  'שרה כהן',
  '山田 太郎',
  'Zoë Ångström 🏔️',
  'Donaudampfschifffahrtsgesellschaftskapitänswitwe',
  'Nguyễn Thị Minh Khai',
  'О’Коннор-Сікорська',
  'x'.repeat(90),
  '👩‍👩‍👧‍👦 Familie Müller-Lüdenscheidt',
] as const

/** A person of the sample list. */
export type Sample = {
  readonly id: string
  readonly name: string
  readonly mail: string
  readonly channel: string
  readonly orders: number
  readonly seenAt: number
}

const CHANNELS = ['web', 'email', 'app', 'chat', 'store', 'phone']
const MINUTE_MS = 60_000
const SAMPLES = 5000
const EPOCH = Date.UTC(2026, 10, 22)

/** Five thousand people. */
export const samples: readonly Sample[] = Array.from({ length: SAMPLES }, (_, at) => ({
  id: String(at + 1),
  name: at < names.length ? (names[at] ?? '') : `${names[at % 5] ?? ''} ${at}`,
  mail: `person-${at}@example.org`,
  channel: CHANNELS[(at * 7) % CHANNELS.length] ?? 'web',
  orders: (at * 37) % 211,
  seenAt: EPOCH - at * 17 * MINUTE_MS,
}))

/** A course of values with a gap. */
export const course: readonly (number | null)[] = Array.from({ length: 48 }, (_, at) =>
  at > 29 && at < 33 ? null : Math.round(400 + 240 * Math.sin(at / 5) + ((at * 53) % 90)),
)

/** Times to the course. */
export const times: readonly string[] = course.map(
  (_, at) => `${String(Math.floor(at / 2)).padStart(2, '0')}:${at % 2 ? '30' : '00'}`,
)
