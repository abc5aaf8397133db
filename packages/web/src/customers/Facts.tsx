// What is known about a customer: identities with their origin, traits, consents with their proof, accounts, notes.
import type { Consent, Customer, Identity, JsonObject } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import type { MarkTone } from '../parts/tone.ts'
import { useWords } from '../words/use.ts'
import { consentSource } from './consent-words.ts'
import { identityWords } from './name.ts'
import css from './page.module.css'
import { shownValue } from './shown-value.ts'
import { channelWords } from './why-sentences.ts'

type Props = { readonly customer: Customer }

/** An own value of traits, by its name. */
export const traitAt = (traits: JsonObject, name: string): JsonObject[string] | undefined =>
  Object.hasOwn(traits, name) ? traits[name] : undefined

/** Identities: kind, value, where from and since when. */
export function Identities({ customer }: Props) {
  const { t } = useWords()
  return (
    <Card title={t('customer.identities')}>
      <ul>
        {customer.identities.map((identity) => (
          <IdentityEntry key={`${identity.kind} ${identity.value}`} identity={identity} />
        ))}
      </ul>
    </Card>
  )
}

function IdentityEntry({ identity }: { identity: Identity }) {
  const { t, f } = useWords()
  const since = t('customer.firstSeen', { date: f.instant(Date.parse(identity.firstSeenAt)) })
  const source = identity.source === null ? [] : [t('customer.fromSource', { source: identity.source.name })]
  return (
    <li className={css.entry}>
      <div className={css.top}>
        <span>{identity.value}</span>
        <span className={css.kind}>{identityWords(t, identity.kind)}</span>
      </div>
      <p>{[since, ...source].join(' · ')}</p>
    </li>
  )
}

function Values({ values, none }: { values: JsonObject; none: string }) {
  const { f } = useWords()
  const entries = Object.entries(values)
  if (entries.length === 0) return <p className={css.quiet}>{none}</p>
  return (
    <dl>
      {entries.map(([name, value]) => (
        <div key={name} className={css.fact}>
          <dt title={name}>{name}</dt>
          <dd>{shownValue(f, value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** How a consent's state looks. */
export const consentTones: Record<Consent['state'], MarkTone> = {
  granted: 'proof',
  refused: 'attention',
  requested: 'plain',
}

/** Consents with their proof. */
export function Consents({ customer }: Props) {
  const { t, f } = useWords()
  return (
    <Card
      title={t('customer.consents')}
      side={
        <Link
          to="/customers/$customerId"
          params={{ customerId: customer.id }}
          search={(before) => ({ ...before, consents: 'history' })}
          className={css.more}
        >
          {t('customer.consentHistory.open')}
        </Link>
      }
    >
      {customer.consents.length === 0 ? <p className={css.quiet}>{t('customer.noConsents')}</p> : null}
      <ul>
        {customer.consents.map((consent) => (
          <li key={`${consent.channel} ${consent.topic}`} className={css.entry}>
            <div className={css.top}>
              <span>
                {t('customer.consentText', { channel: channelWords(t, consent.channel), topic: consent.topic })}
              </span>
              <StateMark tone={consentTones[consent.state]}>{t(`customer.consent.${consent.state}`)}</StateMark>
            </div>
            <p>
              {t('customer.consentProof', {
                date: f.instant(Date.parse(consent.statedAt)),
                source: consentSource(t, consent.source),
              })}
            </p>
            {consent.wording === null ? null : <p>{t('customer.wording', { wording: consent.wording })}</p>}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Accounts the customer belongs to; nothing where there are none. */
export function Accounts({ customer }: Props) {
  const { t } = useWords()
  if (customer.accounts.length === 0) return null
  return (
    <Card title={t('customer.accounts')}>
      {customer.accounts.map(({ id, traits }) => (
        <div key={id} className={css.entry}>
          <div>{id}</div>
          <Values values={traits} none={t('customer.noTraits')} />
        </div>
      ))}
    </Card>
  )
}

/** Facts about identities that are no merge; nothing where there are none. */
export function Notes({ customer }: Props) {
  const { t, f } = useWords()
  if (customer.notes.length === 0) return null
  return (
    <Card title={t('customer.notes')}>
      <ul>
        {customer.notes.map(({ kind, value, note, notedAt }) => (
          <li key={`${kind} ${value} ${notedAt}`} className={css.entry}>
            <div className={css.top}>
              <span>{value}</span>
              <span className={css.kind}>{identityWords(t, kind)}</span>
            </div>
            <p>{`${note} · ${f.instant(Date.parse(notedAt))}`}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
