// Making a journey live: what hinders it, since when it is measured, and the button that measures it as it stands now.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Since } from '../parts/Since.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'
import { checkQuery, editionsQuery } from './data.ts'
import { listOf } from './kinds.ts'

type Given = {
  readonly journey: string
  readonly mayEdit: boolean
  /** Whether all that was done has come through: then what hinders is looked for anew. */
  readonly kept: boolean
}

/** The section. */
export function Measuring({ journey, mayEdit, kept }: Given) {
  const { t, f } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const editions = useQuery(editionsQuery(journey)).data ?? []
  const check = useQuery(checkQuery(journey)).data
  useEffect(() => {
    if (kept) void client.invalidateQueries({ queryKey: ['journey-check', journey] })
  }, [client, journey, kept])
  const measured = editions.find((edition) => edition.measured)
  const publish = useMutation({
    mutationFn: () => call('publishJourney', { params: { id: journey } }),
    onSuccess: async ({ number }) => {
      await Promise.all(['editions', 'journey-check'].map((key) => client.invalidateQueries({ queryKey: [key] })))
      say(t('measuring.published', { number: f.whole(number) }))
    },
    onError: sayFailure,
  })
  const faults = check?.faults ?? []
  const unbound = faults.filter(({ code }) => code === 'not_bound').length
  const open = faults.filter(({ code }) => code === 'segment_open').length
  const many = faults.find(({ code }) => code === 'too_many_segments')
  const hindered = check?.faults.some(({ severity }) => severity === 'error') ?? true
  return (
    <section className={css.items}>
      <h3>{t('measuring.title')}</h3>
      <div className="stack">
        {measured === undefined ? (
          <p className="quiet">{t('measuring.none')}</p>
        ) : (
          <p>
            {t('measuring.since', { number: f.whole(measured.number) })} <Since at={measured.publishedAt} />
            {'. '}
            {measured.filled.doneAt === null
              ? t('measuring.filling', { done: f.whole(measured.filled.done), total: f.whole(measured.filled.total) })
              : t('measuring.filled')}
          </p>
        )}
        {unbound === 0 ? null : <Notice kind="plain">{t('measuring.unbound', { count: unbound })}</Notice>}
        {open === 0 ? null : (
          <Notice kind="plain">
            {t('measuring.openSegments', { count: open })} <Link {...listOf('segment')}>{t('reality.toSegments')}</Link>
          </Notice>
        )}
        {many === undefined ? null : (
          <Notice kind="attention">
            {t('measuring.manySegments', { most: many.facts['most'] ?? '', count: many.facts['count'] ?? '' })}
          </Notice>
        )}
        {mayEdit && check !== undefined ? (
          <div>
            <Button
              busy={publish.isPending}
              disabled={hindered || (measured !== undefined && !check.changed)}
              onClick={() => publish.mutate()}
            >
              {t('measuring.publish')}
            </Button>
          </div>
        ) : null}
      </div>
    </section>
  )
}
