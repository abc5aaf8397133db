// How well something fits what was typed into the palette. Pure.

/** Letters without accents, small: "Größe" is found by "grosse", "Café" by "cafe". */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
}

/** How well one typed word fits: 3 begins the text, 2 begins a word of it, 1 stands inside, 0 not at all. */
function fitOf(word: string, text: string): number {
  const at = text.indexOf(word)
  if (at < 0) return 0
  if (at === 0) return 3
  return new RegExp(`[^\\p{L}\\p{N}]${escaped(word)}`, 'u').test(text) ? 2 : 1
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * How well a text fits what was typed; 0 when a typed word is missing in it.
 *
 * @param typed - words in any order.
 * @param label - what is shown.
 * @param words - further words under which it is found; they count less.
 */
export function rankOf(typed: string, label: string, words = ''): number {
  const wanted = plain(typed).split(/\s+/).filter(Boolean)
  const [shown, hidden] = [plain(label), plain(words)]
  const fits = wanted.map((word) => Math.max(fitOf(word, shown), fitOf(word, hidden) > 0 ? 0.5 : 0))
  return fits.includes(0) ? 0 : fits.reduce((sum, fit) => sum + fit, 0)
}

/** Those that fit, best first; of equals the earlier one first. All of them when nothing was typed. */
export function ranked<Item extends { readonly label: string; readonly words?: string }>(
  typed: string,
  items: readonly Item[],
): readonly Item[] {
  if (typed.trim() === '') return items
  return items
    .map((item) => ({ item, rank: rankOf(typed, item.label, item.words) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ item }) => item)
}
