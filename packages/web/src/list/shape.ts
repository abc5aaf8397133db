// What a screen says about its list: columns, filters, actions. Types only.
import type { Icon } from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A column. The first one names the row: it is always shown, carries the link, and is the title of a card on narrow screens. */
export type ListColumn<Item> = {
  /** In the address, under `cols`. */
  readonly id: string
  readonly label: string
  readonly cell: (item: Item) => ReactNode
  /** Least width in pixels; 140 when not said. */
  readonly width?: number
  /** Share of the room that is left; 1 when not said, 0 keeps the width. */
  readonly grow?: number
  /** `end` for figures. */
  readonly align?: 'end'
  /** The server's name to sort by; without it the column cannot be sorted. */
  readonly sort?: string
  /** The first click puts the largest or newest on top. */
  readonly downFirst?: boolean
  /** Hidden until it is chosen. */
  readonly extra?: boolean
}

/** A filter that stands in the address under its id. */
export type ListFilter = { readonly id: string; readonly label: string } & (
  | { readonly kind: 'choice'; readonly choices: readonly { readonly value: string; readonly label: string }[] }
  | { readonly kind: 'text'; readonly placeholder?: string }
  | { readonly kind: 'date' }
)

/** Something done with the selected rows, or with the focused one when none is selected. Offered in the bar, the palette and by key. */
export type ListAction<Item> = {
  readonly id: string
  readonly label: string
  readonly icon?: Icon
  /** Shortcut, e.g. `e`. */
  readonly keys?: string
  readonly run: (items: readonly Item[]) => void
}

/** The pages of a list, as `usePages` gives them. */
export type ListPages<Item> = {
  readonly data: readonly Item[] | undefined
  readonly error: unknown
  readonly isError: boolean
  readonly isPlaceholderData: boolean
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
  readonly refetch: () => unknown
}

/** Groups of a list, in their order. `count`: of the whole list. Rows of folded groups are not among the items. */
export type ListGroups<Item> = {
  readonly heads: readonly GroupHead[]
  /** The id of a row's group. */
  readonly of: (item: Item) => string
  readonly fold: (id: string) => void
}
/** The heading of a group. */
export type GroupHead = {
  readonly id: string
  readonly label: string
  readonly count: number
  readonly folded: boolean
}

/** A list. */
export type ListProps<Item> = {
  /** Names the list for saved views, e.g. `customers`; also its place in the address. */
  readonly name: string
  /** What is listed, for assistive technology: "Kunden". */
  readonly label: string
  readonly columns: readonly ListColumn<Item>[]
  readonly pages: ListPages<Item>
  readonly idOf: (item: Item) => string
  /** What a row is called where it is named alone, e.g. "Anna Meier" in "Anna Meier auswählen". */
  readonly nameOf: (item: Item) => string
  /** Where a row leads. */
  readonly linkOf?: (item: Item) => LinkProps
  /** What Enter and a click do where there is no link, e.g. open a side panel. */
  readonly open?: (item: Item) => void
  /** `double`: a click only moves to a row, a double click opens it; Enter always does. */
  readonly opens?: 'double'
  /** The groups of the rows, which come one group after the other. */
  readonly groups?: ListGroups<Item>
  /** The row whose panel is open. */
  readonly openId?: string | undefined
  readonly filters?: readonly ListFilter[]
  /** A search field that writes `find` into the address: its label. */
  readonly find?: string
  /** The order that holds when the address says none, e.g. `-seen`. */
  readonly sort?: string
  readonly actions?: readonly ListAction<Item>[]
  /** Address of the download with the same filters. */
  readonly exportHref?: string
  /** Instead of that, where there are several forms: their menu. */
  readonly exports?: ReactNode
  /** A few quiet words at the end of the bar, e.g. "1.284 Kunden". */
  readonly note?: ReactNode
  /** More in the bar, e.g. a condition editor's button. */
  readonly tools?: ReactNode
  /** What is shown when there is nothing at all: an `<Empty>` that teaches. */
  readonly empty: ReactNode
  /** True while a filter of `tools` holds, so that an empty list says "nothing matches". */
  readonly filtered?: boolean
  /** Rows with two lines of text. */
  readonly lines?: 1 | 2
  /** New rows that wait on top until they are asked for. */
  readonly fresh?: { readonly count: number; readonly show: () => void }
}
