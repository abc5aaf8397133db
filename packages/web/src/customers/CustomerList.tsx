// Finding customers: by an identity, among those active now, or in the whole list.
import type { CustomerSummary } from '@lotse/protocol'
import { IconSearch, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { call } from '../api.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { fieldOf } from '../parts/form.ts'
import { Page } from '../parts/Page.tsx'
import { usePages } from '../parts/pages.ts'
import { Answer, Empty, Failure, Loading } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { ActiveNow } from './ActiveNow.tsx'
import { CustomerTable } from './CustomerTable.tsx'
import css from './customers.module.css'
import { guessesFor } from './search.ts'

/** The screen. */
export function CustomerList() {
  const { t } = useWords()
  const { find } = useSearch({ from: '/shell/customers' })
  return (
    <Page title={t('customers.title')}>
      <SearchForm find={find} />
      {find === undefined ? (
        <>
          <ActiveNow />
          <All />
        </>
      ) : (
        <Found find={find} />
      )}
    </Page>
  )
}

function SearchForm({ find }: { find: string | undefined }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wanted = fieldOf(new FormData(event.currentTarget), 'find').trim()
    void navigate({ to: '/customers', search: wanted === '' ? {} : { find: wanted } })
  }
  return (
    <search>
      <form className={css.search} onSubmit={submit} key={find ?? ''}>
        <label className={css.box}>
          <IconSearch size={17} stroke={1.7} aria-hidden />
          <span className="visually-hidden">{t('customers.find')}</span>
          <input
            name="find"
            type="search"
            defaultValue={find}
            placeholder={t('customers.placeholder')}
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <Button type="submit">{t('customers.submit')}</Button>
        {find === undefined ? null : (
          <ButtonLink kind="quiet" to="/customers">
            {t('customers.clear')}
          </ButtonLink>
        )}
        <span className={css.hint}>{t('customers.hint')}</span>
      </form>
    </search>
  )
}

/** Looks under every kind that the text may be, and shows each customer once. */
async function lookFor(find: string, signal: AbortSignal): Promise<readonly CustomerSummary[]> {
  const pages = await Promise.all(
    guessesFor(find).map(({ kind, value }) =>
      call('listCustomers', { query: { identity: `${kind}:${value}`, limit: 20 } }, signal),
    ),
  )
  return [...new Map(pages.flatMap((page) => page.items).map((customer) => [customer.id, customer])).values()]
}

function Found({ find }: { find: string }) {
  const { t, f } = useWords()
  const query = useQuery({ queryKey: ['find', find], queryFn: ({ signal }) => lookFor(find, signal) })
  const kinds = f.any([...new Set(guessesFor(find).map(({ kind }) => kind))])
  return (
    <Card title={t('customers.found')} flush>
      <Answer query={query}>
        {(customers) =>
          customers.length === 0 ? (
            <Empty icon={IconUsers} title={t('customers.noneFound', { find })}>
              <p>{t('customers.noneFoundText', { kinds })}</p>
            </Empty>
          ) : (
            <CustomerTable customers={customers} />
          )
        }
      </Answer>
    </Card>
  )
}

function All() {
  const { t } = useWords()
  const pages = usePages(['customers'], (cursor, signal) =>
    call('listCustomers', { query: { cursor, limit: 50 } }, signal),
  )
  if (pages.isError && pages.data === undefined)
    return <Failure failure={pages.error} retry={() => void pages.refetch()} />
  const customers = pages.data
  return (
    <Card title={t('customers.all')} flush>
      {customers === undefined ? <Loading /> : null}
      {customers?.length === 0 ? <None /> : null}
      {customers !== undefined && customers.length > 0 ? <CustomerTable customers={customers} /> : null}
      {pages.hasNextPage ? (
        <div className={css.more}>
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('parts.more')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function None() {
  const { t } = useWords()
  return (
    <Empty
      icon={IconUsers}
      title={t('customers.none')}
      action={<ButtonLink to="/control">{t('customers.toControl')}</ButtonLink>}
    >
      <p>{t('customers.noneText')}</p>
    </Empty>
  )
}
