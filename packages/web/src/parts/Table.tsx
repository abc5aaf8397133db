// A plain table with its headings; scrolls sideways where it must.
import type { CSSProperties, ReactNode } from 'react'
import css from './table.module.css'

export { css as tableCss }

/** A column's heading. */
export type Heading = string | { readonly figures: string }

type Given = {
  readonly label: string
  readonly head: readonly Heading[]
  readonly stacks?: boolean
  readonly children: ReactNode
}

/**
 * A table.
 *
 * @param label - what it lists.
 * @param head - headings, left to right; an empty one for a column of buttons, `{ figures }` for one of figures, which stand at the end.
 * @param stacks - on narrow screens each row is a block with the headings beside its cells, for tables that do not fit there.
 * @param children - rows of as many cells.
 */
export function Table({ label, head, stacks = false, children }: Given) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className={css.scroll} tabIndex={0}>
      <table className={css.table} aria-label={label} data-stacks={stacks} style={stacks ? labelsOf(head) : undefined}>
        <thead>
          <tr>
            {head.map((heading) => {
              const name = textOf(heading)
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

const textOf = (heading: Heading): string => (typeof heading === 'string' ? heading : heading.figures)

/** The headings as texts for the style sheet, which writes them beside the cells of stacked rows. */
const labelsOf = (head: readonly Heading[]): CSSProperties =>
  Object.fromEntries(head.map((heading, at) => [`--head-${at + 1}`, JSON.stringify(textOf(heading))]))
