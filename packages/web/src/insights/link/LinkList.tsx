// The links to an insight that there are: what each allows, how often it was opened, when it ends, and its end at once.
import type { InsightLink } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { shareState, shareTones } from '../../atlas/sharing/shares.ts'
import css from '../../atlas/sharing/sharing.module.css'
import { Button } from '../../parts/Button.tsx'
import { confirmed } from '../../parts/confirm.ts'
import { StateMark } from '../../parts/Mark.tsx'
import { Since } from '../../parts/Since.tsx'
import { Answer } from '../../parts/states.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'

const SHOWN_MAX = 100

/** Names the links of an insight in the cache. */
export const linksKey = (insight: string): readonly string[] => ['insight-links', insight]

/** The list. */
export function LinkList({ insight }: { readonly insight: string }) {
  const { t } = useWords()
  const query = useQuery({
    queryKey: linksKey(insight),
    queryFn: async ({ signal }) =>
      (await call('listInsightLinks', { params: { id: insight }, query: { limit: SHOWN_MAX } }, signal)).items,
  })
  return (
    <section className={css.list} aria-label={t('insightLink.list')}>
      <h3>{t('insightLink.list')}</h3>
      <Answer query={query}>
        {(links) =>
          links.length === 0 ? (
            <p className="quiet">{t('sharing.none')}</p>
          ) : (
            <ul>
              {links.map((link) => (
                <LinkRow key={link.id} link={link} />
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}

function LinkRow({ link }: { readonly link: InsightLink }) {
  const { t, f } = useWords()
  const { name, rights, opens, password, by, createdAt, expiresAt, opened, openedAt } = link
  const state = shareState(link, Date.now())
  const allows = [
    t(`sharing.may.${rights}`),
    ...opens.map((part) => t(`insightLink.part.${part}`)),
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
      {state === 'valid' ? (
        <div className={css.acts}>
          <Revoke link={link} />
        </div>
      ) : null}
    </li>
  )
}

function Revoke({ link: { id, insight, name } }: { readonly link: InsightLink }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const revoke = useMutation({
    mutationFn: () => call('revokeInsightLink', { params: { id: insight, link: id } }),
    onSuccess: async () => {
      say(t('sharing.revoked', { name }))
      await client.invalidateQueries({ queryKey: linksKey(insight) })
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
