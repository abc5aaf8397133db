// A file that was taken: how it is read, what it would do, and that done as one change with the way back.
import type { AtlasImport, AtlasKind } from '@lotse/protocol'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Refused } from '../../api.ts'
import { useMe } from '../../app/member.ts'
import { usualOwner } from '../../owners/units.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Switch } from '../../parts/Switch.tsx'
import { Failure, Loading } from '../../parts/states.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { takingBack } from '../taking-back.ts'
import { ColumnTable } from './ColumnTable.tsx'
import { importOf, previewOf } from './data.ts'
import { ImportPreview } from './ImportPreview.tsx'
import { ImportReading } from './ImportReading.tsx'
import css from './import.module.css'
import { askedOf, type ImportChoices, titleOf } from './wish.ts'

type Given = {
  /** Of the change that it becomes. */
  readonly id: string
  readonly file: File
  readonly journey: string | null
  readonly kind: AtlasKind | null
}

/** The parts of the screen below the file. */
export function ImportFile({ id, file, journey, kind }: Given) {
  const { f } = useWords()
  const { units } = useMe()
  const [choices, setChoices] = useState<ImportChoices>(() => ({
    as: null,
    kind,
    journey,
    title: titleOf(file.name),
    language: f.language,
    mapping: {},
    removesAbsent: false,
    ownerId: usualOwner(units),
  }))
  const asked = askedOf(id, choices)
  const query = useQuery({
    queryKey: ['atlas-import', id, asked],
    queryFn: ({ signal }) => previewOf(file, asked, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const choose = (more: Partial<ImportChoices>) => setChoices((before) => ({ ...before, ...more }))
  const plan = query.data
  if (plan === undefined) return query.isError ? <Unread failure={query.error} retry={query.refetch} /> : <Loading />
  return (
    <>
      <ImportReading plan={plan} choices={choices} choose={choose} />
      {plan.columns.length === 0 ? null : <ColumnTable plan={plan} choices={choices} choose={choose} />}
      {query.isError ? <Unread failure={query.error} retry={query.refetch} /> : null}
      <Doing
        key={JSON.stringify(asked)}
        {...{ plan, file, asked, kind: choices.kind }}
        ready={query.isSuccess && !query.isPlaceholderData}
      />
    </>
  )
}

function Unread({ failure, retry }: { readonly failure: unknown; readonly retry: () => unknown }) {
  const { t } = useWords()
  if (!(failure instanceof Refused) || failure.code !== 'import.unreadable')
    return <Failure failure={failure} retry={() => void retry()} />
  const { detail } = failure.facts
  return (
    <Notice kind="harm" title={t('imports.unreadable')}>
      <p>{t('imports.unreadableText')}</p>
      {typeof detail === 'string' ? (
        <p className="quiet">
          <bdi lang="en">{detail}</bdi>
        </p>
      ) : null}
    </Notice>
  )
}

type DoingGiven = {
  readonly plan: AtlasImport
  readonly file: File
  readonly asked: ReturnType<typeof askedOf>
  readonly kind: AtlasKind | null
  /** Whether the plan is the one of what is asked. */
  readonly ready: boolean
}

/** What will happen, and the button that does it. */
function Doing({ plan, file, asked, kind, ready }: DoingGiven) {
  const { t, f } = useWords()
  const [skips, setSkips] = useState(false)
  const { counts } = plan
  const all = counts.added + counts.changed + counts.moved + counts.removed
  const done = useImport({ plan, kind, count: all })
  const isHeld = counts.refused > 0 && !skips
  return (
    <Card title={t('imports.plan')}>
      <div className={css.stack} data-waiting={!ready}>
        <ImportPreview plan={plan}>
          {counts.refused > 0 && all > 0 ? (
            <Switch
              label={t('imports.skip')}
              checked={skips}
              onChange={({ currentTarget }) => setSkips(currentTarget.checked)}
            />
          ) : null}
          {done.isError ? <Unread failure={done.error} retry={() => done.mutate({ file, asked, skips })} /> : null}
          {all === 0 ? null : (
            <div>
              <Button
                kind="primary"
                busy={done.isPending || done.isSuccess || !ready}
                disabled={isHeld}
                onClick={() => done.mutate({ file, asked, skips })}
              >
                {t('imports.start', { count: all, formatted: f.whole(all) })}
              </Button>
            </div>
          )}
        </ImportPreview>
      </div>
    </Card>
  )
}

type Doable = { readonly file: File; readonly asked: ReturnType<typeof askedOf>; readonly skips: boolean }

/** Imports, goes to what came of it, and offers the way back. */
function useImport({ plan, kind, count }: { plan: AtlasImport; kind: AtlasKind | null; count: number }) {
  const { t, f } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { offerUndo } = useUndo()
  const fresh = () =>
    Promise.all(['record', 'records', 'journeys'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  return useMutation({
    mutationFn: ({ file, asked, skips }: Doable) => importOf(file, asked, skips),
    onSuccess: async ({ journey, change, items }) => {
      client.removeQueries({ queryKey: ['journey'] })
      await fresh()
      await navigate(placeOf(journey, kind, plan))
      if (change === null) return
      const isNew = items.some(({ id, what }) => id === journey && what === 'added')
      const back = takingBack(change.id, fresh)
      offerUndo(t('imports.done', { count, formatted: f.whole(count) }), async () => {
        await back()
        if (isNew) await navigate({ to: '/journeys' })
      })
    },
  })
}

/** Where what was imported is to be seen. */
function placeOf(journey: string | null, kind: AtlasKind | null, { items }: AtlasImport) {
  const made = kind ?? items[0]?.kind
  if (journey !== null) return { to: '/journeys/$journeyId', params: { journeyId: journey } } as const
  if (made === 'touchpoint') return { to: '/journeys/touchpoints' } as const
  if (made === 'persona') return { to: '/journeys/personas' } as const
  return { to: '/journeys' } as const
}
