// What the server knows of the words typed into the palette: customers by name or identity, flows by name. Asks only what the role may see.
import { IconArrowFork, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { call } from '../api.ts'
import { flowsQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { nameOf } from '../customers/name.ts'
import { useWords } from '../words/use.ts'
import type { Command } from './commands.ts'
import { ranked } from './ranking.ts'

const LETTERS_MIN = 2
const FOUND_MAX = 6

/** Entries of one kind under their heading. */
export type Found = { readonly name: string; readonly entries: readonly Command[] }

/** @param typed - words, settled. */
export function useFound(typed: string): readonly Found[] {
  const { t } = useWords()
  const customers = useCustomers(typed)
  const flows = useFlows(typed)
  return [
    { name: t('shell.nav.customers'), entries: customers },
    { name: t('shell.nav.flows'), entries: flows },
  ]
}

function useCustomers(typed: string): readonly Command[] {
  const { t } = useWords()
  const router = useRouter()
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['palette', typed],
    queryFn: ({ signal }) => call('listCustomers', { query: { find: typed, limit: FOUND_MAX } }, signal),
    enabled: typed.length >= LETTERS_MIN && may('customers.read'),
  })
  if (typed.length < LETTERS_MIN) return []
  return (data?.items ?? []).map((customer) => ({
    id: `customer.${customer.id}`,
    label: nameOf(t, customer),
    group: 'go',
    icon: IconUser,
    run: () => void router.navigate({ to: '/customers/$customerId', params: { customerId: customer.id } }),
  }))
}

function useFlows(typed: string): readonly Command[] {
  const router = useRouter()
  const may = useMay()
  const { data } = useQuery({ ...flowsQuery, enabled: may('flows.read') })
  if (typed.length < LETTERS_MIN) return []
  const flows = (data?.items ?? []).map(
    ({ id, name }): Command => ({
      id: `flow.${id}`,
      label: name,
      group: 'go',
      icon: IconArrowFork,
      run: () => void router.navigate({ to: '/flows/$flowId', params: { flowId: id } }),
    }),
  )
  return ranked(typed, flows).slice(0, FOUND_MAX)
}
