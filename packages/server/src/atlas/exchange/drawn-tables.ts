// Lists and matrices as pictures: one sheet as SVG, or pages as PDF. Chooses no rows and answers nobody.
import { DRAWN_CELLS_MAX, drawTable, drawTablePages, svgText, type Table, type TableLook } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import type { Made } from './made.ts'
import { type Paper, printed, roomOn } from './printing.ts'

/** How a table is drawn. */
export type DrawnWish = { readonly format: 'svg' | 'pdf'; readonly paper: Paper; readonly look: TableLook }

/**
 * A table as a picture.
 *
 * @throws Problem `request.too_large` for one with more cells than anybody could look at.
 */
export async function drawnTable(table: Table, { format, paper, look }: DrawnWish): Promise<Made> {
  if (table.headings.length * table.rows.length > DRAWN_CELLS_MAX)
    throw new Problem('request.too_large', {
      detail: `More than ${DRAWN_CELLS_MAX} cells; narrow it, or take it as a table`,
    })
  if (format === 'svg') return { ending: 'svg', type: 'image/svg+xml', bytes: svgText(drawTable(table, look)) }
  const pages = drawTablePages(table, look, roomOn(paper))
  const bytes = await printed(pages, { title: look.title, language: look.words, paper })
  return { ending: 'pdf', type: 'application/pdf', bytes }
}
