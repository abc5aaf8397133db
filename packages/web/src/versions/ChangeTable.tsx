// Changed values of a document, each with what it was and is: short ones in a line, texts of several lines compared line by line.
import { Change } from '../parts/Change.tsx'
import { Table } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import type { FieldChange } from './changes.ts'
import { LineChanges } from './LineChanges.tsx'

/**
 * The table.
 *
 * @param nameOf - what the value at a path is called; without it the path stands there as it is.
 */
export function ChangeTable({
  changes,
  nameOf,
}: {
  changes: readonly FieldChange[]
  nameOf?: (path: string) => string
}) {
  const { t } = useWords()
  return (
    <Table label={t('versions.changed')} head={[t('versions.field'), t('versions.change')]}>
      {changes.map((change) => (
        <tr key={change.path}>
          <td>{nameOf === undefined ? <code>{change.path}</code> : nameOf(change.path)}</td>
          <td>
            <ChangeOf change={change} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

function ChangeOf({ change: { before, after } }: { change: FieldChange }) {
  const long = [before, after].some((text) => text?.includes('\n'))
  return long ? <LineChanges before={before} after={after} /> : <Change before={before} after={after} />
}
