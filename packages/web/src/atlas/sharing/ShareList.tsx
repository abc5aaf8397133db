// The links to a journey that there are: what each allows, how often it was opened, when it ends, the way to change it, and its end at once.
import type { AtlasShare } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { Button } from '../../parts/Button.tsx'
import { confirmed } from '../../parts/confirm.ts'
import { StateMark } from '../../parts/Mark.tsx'
import { Since } from '../../parts/Since.tsx'
import { Answer } from '../../parts/states.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { shareState, sharesKey, shareTones } from './shares.ts'
import css from './sharing.module.css'

const SHOWN_MAX = 100

type Given = { readonly journey: string; readonly change: (share: AtlasShare) => void }

/** The list. @param change - opens the form in which a link is changed. */
export function ShareList({ journey, change }: Given) {
  const { t } = useWords()
  const query = useQuery({
    queryKey: sharesKey(journey),
    queryFn: async ({ signal }) =>
      (await call('listShares', { params: { id: journey }, query: { limit: SHOWN_MAX } }, signal)).items,
  })
  return (
    <section className={css.list} aria-label={t('sharing.list')}>
      <h3>{t('sharing.list')}</h3>
      <Answer query={query}>
        {(shares) =>
          shares.length === 0 ? (
            <p className="quiet">{t('sharing.none')}</p>
          ) : (
            <ul>
              {shares.map((share) => (
                <ShareRow key={share.id} share={share} change={change} />
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}

function ShareRow({ share, change }: { readonly share: AtlasShare; readonly change: Given['change'] }) {
  const { t, f } = useWords()
  const { name, rights, opens, origins, without, password, by, createdAt, expiresAt, opened, openedAt } = share
  const state = shareState(share, Date.now())
  const allows = [
    t(`sharing.may.${rights}`),
    ...(origins.length > 0 ? [t('sharing.on', { origins: origins.map(hostOf).join(', ') })] : []),
    ...opens.map((part) => t(`sharing.part.${part}`)),
    ...(without.length > 0
      ? [t('sharing.without', { count: without.length, formatted: f.whole(without.length) })]
      : []),
    ...(password ? [t('sharing.withPassword')] : []),
  ]
  return (
    <li className={css.share} data-state={state}>
      <div className={css.words}>
        <p className={css.name}>
          <bdi>{name}</bdi>
          <StateMark tone={shareTones[state]}>{t(`sharing.state.${state}`)}</StateMark>
        </p>
        <p>{allows.join(' · ')}</p>
        <p className="quiet">
          <Since at={createdAt} />
          {by === null ? null : ` · ${by}`}
          {state === 'valid'
            ? ` · ${expiresAt === null ? t('sharing.endless') : t('sharing.until', { date: f.date(Date.parse(expiresAt)) })}`
            : null}
          {' · '}
          {openedAt === null
            ? t('sharing.neverOpened')
            : t('sharing.opened', { count: opened, formatted: f.whole(opened) })}
        </p>
      </div>
      {state === 'revoked' ? null : (
        <div className={css.acts}>
          <Button onClick={() => change(share)} aria-label={t('sharing.changeOf', { name })}>
            {t('sharing.change')}
          </Button>
          {state === 'valid' ? <Revoke share={share} /> : null}
        </div>
      )}
    </li>
  )
}

const hostOf = (origin: string): string => new URL(origin).host

function Revoke({ share: { id, journey, name } }: { readonly share: AtlasShare }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const revoke = useMutation({
    mutationFn: () => call('revokeShare', { params: { id: journey, share: id } }),
    onSuccess: async () => {
      say(t('sharing.revoked', { name }))
      await client.invalidateQueries({ queryKey: sharesKey(journey) })
    },
    onError: sayFailure,
  })
  const ask = async () => {
    const question = { title: t('sharing.revokeAsk', { name }), text: t('sharing.revokeText') }
    if (await confirmed({ ...question, action: t('sharing.revoke'), harm: true })) revoke.mutate()
  }
  return (
    <Button busy={revoke.isPending} onClick={() => void ask()}>
      {t('sharing.revoke')}
    </Button>
  )
}
