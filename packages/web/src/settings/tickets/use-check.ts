// Checks a connection to a ticket system and says what came of it. Draws nothing.
import type { ShownTicketConnection } from '@lotse/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { connectionsQuery } from '../../insights/tickets/data.ts'
import { faultText } from '../../insights/tickets/values.ts'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'

/** Answers a function that calls the system and tells how it went. */
export function useCheck(): (connection: Pick<ShownTicketConnection, 'id'>) => Promise<void> {
  const { t, f } = useWords()
  const client = useQueryClient()
  const { say } = useUndo()
  return async ({ id }) => {
    const { account, fault, connection } = await call('checkTicketConnection', { params: { id } })
    await client.invalidateQueries(connectionsQuery)
    const { projects = [], statuses = [] } = connection.catalog ?? {}
    const counts = { projects: f.whole(projects.length), statuses: f.whole(statuses.length) }
    say(
      fault === null
        ? t('tickets.checked', { account: account ?? '', ...counts })
        : t('tickets.checkFailed', { why: faultText(t, fault) }),
    )
  }
}
