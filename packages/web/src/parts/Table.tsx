// A plain table with its headings; scrolls sideways where it must.
import type { ReactNode } from 'react'
import css from './table.module.css'

export { css as tableCss }

/** A column's heading. */
export type Heading = string | { readonly figures: string }

/**
 * A table.
 *
 * @param label - what it lists.
 * @param head - headings, left to right; an empty one for a column of buttons, `{ figures }` for one of figures, which stand at the end.
 * @param children - rows of as many cells.
 */
export function Table({ label, head, children }: { label: string; head: readonly Heading[]; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className={css.scroll} tabIndex={0}>
      <table className={css.table} aria-label={label}>
        <thead>
          <tr>
            {head.map((heading) => {
              const name = typeof heading === 'string' ? heading : heading.figures
              if (name === '') return <td key={name} />
              return (
                <th key={name} scope="col" data-figures={typeof heading !== 'string'}>
                  {name}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
