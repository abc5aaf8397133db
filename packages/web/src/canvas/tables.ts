// Tables as spreadsheets put them on the clipboard: tabs between cells, quotes around cells with tabs or lines. Pure.

/** A table as text. */
export function tableText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join('\t')).join('\n')
}

const quoted = (cell: string): string => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Reads a table. A last line end belongs to its row. */
export function tableOf(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let at = 0
  const endCell = () => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  while (at < text.length) {
    const letter = text[at]
    if (letter === '"' && cell === '') {
      const end = closing(text, at + 1)
      cell = text.slice(at + 1, end).replaceAll('""', '"')
      at = end + 1
      continue
    }
    if (letter === '\t') endCell()
    else if (letter === '\n' || letter === '\r') {
      endCell()
      if (letter === '\r' && text[at + 1] === '\n') at++
      if (at + 1 < text.length) rows.push([])
      else return rows
    } else cell += letter
    at++
  }
  endCell()
  return rows
}

/** Where the quotes end that were opened before `from`. */
function closing(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    if (text[at] !== '"') at++
    else if (text[at + 1] === '"') at += 2
    else return at
  }
  return text.length
}
