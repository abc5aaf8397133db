// Prints an element alone, on one sheet of paper lying on its side, as large as fits. Leaves the page as it was.
/** The papers. */
export const PAPERS = ['A4', 'A3'] as const

/** Of CSS pixels, of which 96 are an inch. */
const MM_PX = 96 / 25.4
const MARGIN_MM = 8
const SIZES_MM = { A4: [297, 210], A3: [420, 297] } as const
/** As wide as the element is laid out for paper: wide enough for many phases, narrow enough to be read. */
const LAID_PX = 1500

/** How much an element of a size is made smaller, or larger, to fit a paper. */
export function fitting(
  paper: (typeof PAPERS)[number],
  size: { readonly width: number; readonly height: number },
): number {
  const [width, height] = SIZES_MM[paper]
  const room = (side: number) => (side - 2 * MARGIN_MM) * MM_PX
  return Math.min(room(width) / Math.max(1, size.width), room(height) / Math.max(1, size.height))
}

/** Prints. */
export function printOn(element: HTMLElement, paper: (typeof PAPERS)[number]): void {
  element.dataset['printed'] = 'measuring'
  element.style.setProperty('--laid', `${LAID_PX}px`)
  const { scrollWidth, scrollHeight } = element
  element.style.setProperty('--print-zoom', String(fitting(paper, { width: scrollWidth, height: scrollHeight })))
  element.dataset['printed'] = 'page'
  const rules = new CSSStyleSheet()
  rules.replaceSync(`@page { size: ${paper} landscape; margin: ${MARGIN_MM}mm; }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules]
  const done = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== rules)
    delete element.dataset['printed']
    element.style.removeProperty('--laid')
    element.style.removeProperty('--print-zoom')
  }
  addEventListener('afterprint', done, { once: true })
  print()
}
