// The customers behind a number of the map: who is at a step now, or whose latest run strayed there. Each leads to their timeline.
import type { JourneyCustomer } from '@lotse/protocol'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { usePages } from '../parts/pages.ts'
import { Since } from '../parts/Since.tsx'
import { Failure, Loading } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import type { NameOf } from './names.ts'
import { type Behind, behindText } from './ranking.ts'
import css from './reality.module.css'

const PAGE = 25
const EVERY_MS = 5000
const tones = { open: 'brand', completed: 'proof', dropped: 'plain' } as const

type Given = {
  readonly journey: string
  readonly behind: Behind
  /** Of this one alone; else of all. */
  readonly segment: string | undefined
  readonly nameOf: NameOf
  readonly back: () => void
}

/** The list. Focus goes to the way back when it opens. */
export function CustomersBehind({ journey, behind, segment, nameOf, back }: Given) {
  const { t } = useWords()
  const { what, step } = behind
  const button = useRef<HTMLButtonElement>(null)
  const of = behindText(behind)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is another list.
  useEffect(() => button.current?.focus(), [of])
  const pages = usePages(
    ['journey-customers', journey, of, segment],
    (cursor, signal) =>
      call(
        'listJourneyCustomers',
        {
          params: { id: journey },
          query: {
            step,
            limit: PAGE,
            ...(what === 'here' ? {} : { deviation: what }),
            ...(segment === undefined ? {} : { segment }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
        signal,
      ),
    EVERY_MS,
  )
  return (
    <section className={css.behind} aria-labelledby="behind">
      <button ref={button} type="button" className={css.back} onClick={back}>
        <IconArrowLeft size={16} stroke={1.8} aria-hidden />
        {t('reality.back')}
      </button>
      <h3 id="behind">{t(`reality.stray.${what}`, { step: nameOf(step) })}</h3>
      <p className="quiet">{t(what === 'here' ? 'reality.hereText' : 'reality.behindText')}</p>
      {pages.data === undefined ? (
        pages.isError ? (
          <Failure failure={pages.error} retry={() => void pages.refetch()} />
        ) : (
          <Loading />
        )
      ) : (
        <ul aria-live="off">
          {pages.data.map((customer) => (
            <Row key={customer.customerId} customer={customer} nameOf={nameOf} />
          ))}
        </ul>
      )}
      {pages.data?.length === 0 ? <p>{t('reality.nobodyBehind')}</p> : null}
      {pages.hasNextPage ? (
        <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('parts.more')}
        </Button>
      ) : null}
    </section>
  )
}

function Row({ customer, nameOf }: { customer: JourneyCustomer; nameOf: NameOf }) {
  const { t } = useWords()
  const { customerId, name, step, at, outcome } = customer
  return (
    <li>
      <div>
        <Link to="/customers/$customerId" params={{ customerId }}>
          <bdi>{name ?? t('customers.anonymous', { id: customerId })}</bdi>
        </Link>
        <p className="quiet">
          {t('reality.lastAt', { step: nameOf(step) })} · <Since at={at} />
        </p>
      </div>
      <StateMark tone={tones[outcome]}>{t(`customer.journeys.outcome.${outcome}`)}</StateMark>
    </li>
  )
}
