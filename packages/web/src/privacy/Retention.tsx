// How long events are kept, by name: rules with what they would remove now, a new rule, and the way back.
import type { RetentionRule } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Since } from '../parts/Since.tsx'
import { Answer } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useUndo } from '../parts/undo.ts'
import settingsCss from '../settings/settings.module.css'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import css from './privacy.module.css'

const KEY = ['retention']
const DAYS_MAX = 3650
/** Stands for all events without a rule of their own. */
const ALL = '*'

/** The card. */
export function Retention() {
  const { t } = useWords()
  const query = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('listRetention', {}, signal) })
  return (
    <Card title={t('privacy.retention')} note={t('privacy.retentionNote')}>
      <p className={settingsCss.lead}>{t('privacy.retentionText')}</p>
      <Answer query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('privacy.noRules')}</p>
          ) : (
            <Table
              label={t('privacy.retention')}
              head={[t('privacy.event'), t('privacy.kept'), t('privacy.due'), t('privacy.deleted'), '']}
            >
              {items.map((rule) => (
                <Line key={rule.event} rule={rule} />
              ))}
            </Table>
          )
        }
      </Answer>
      <NewRule />
    </Card>
  )
}

function useNameOf() {
  const { t } = useWords()
  return (event: string) => (event === ALL ? t('privacy.allEvents') : event)
}

function Line({ rule: { event, days, deleted, ranAt } }: { rule: RetentionRule }) {
  const { t, f } = useWords()
  const nameOf = useNameOf()
  const due = useQuery(dueQuery(event, days))
  return (
    <tr>
      <td>{nameOf(event)}</td>
      <td>{t('privacy.days', { count: days, formatted: f.whole(days) })}</td>
      <td>{due.data === undefined ? '…' : dueText(t, f, due.data)}</td>
      <td>
        {f.whole(deleted)}
        {ranAt === null ? null : (
          <>
            {' '}
            <span className="quiet">
              <Since at={ranAt} />
            </span>
          </>
        )}
      </td>
      <td>
        <Remove event={event} days={days} />
      </td>
    </tr>
  )
}

/** A number, or about how many in a large log. */
const dueText = (t: Translate, f: Format, { due, exact }: { due: number; exact: boolean }): string =>
  exact ? f.whole(due) : t('privacy.about', { formatted: f.whole(due) })

const dueQuery = (event: string, days: number) => ({
  queryKey: [...KEY, 'due', event, days],
  queryFn: ({ signal }: { signal: AbortSignal }) => call('previewRetention', { query: { event, days } }, signal),
  staleTime: 300_000,
})

function Remove({ event, days }: { event: string; days: number }) {
  const { t } = useWords()
  const nameOf = useNameOf()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const settled = () => client.invalidateQueries({ queryKey: KEY })
  const remove = useMutation({
    mutationFn: () => call('deleteRetention', { body: { event } }),
    onMutate: () => days,
    onSuccess: async (_, __, days) => {
      offerUndo(t('privacy.ruleRemoved', { event: nameOf(event) }), async () => {
        await call('setRetention', { body: { event, days } })
        await settled()
      })
      await settled()
    },
    onError: sayFailure,
  })
  return (
    <Button
      kind="quiet"
      busy={remove.isPending}
      aria-label={t('privacy.removeRule', { event: nameOf(event) })}
      onClick={() => remove.mutate()}
    >
      {t('privacy.remove')}
    </Button>
  )
}

function NewRule() {
  const { t, f } = useWords()
  const nameOf = useNameOf()
  const client = useQueryClient()
  const { say } = useUndo()
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const set = async (event: string, days: number) => {
    const preview = await call('previewRetention', { query: { event, days } })
    const { due } = preview
    const question = {
      title: t('privacy.ruleAsk', { event: nameOf(event), count: days, formatted: f.whole(days) }),
      text: t('privacy.ruleAskText', { count: due, formatted: dueText(t, f, preview) }),
      action: t('privacy.setRule'),
      harm: due > 0,
    }
    if (!(await confirmed(question))) return
    await call('setRetention', { body: { event, days } })
    say(t('privacy.ruleSet', { event: nameOf(event) }))
    await client.invalidateQueries({ queryKey: KEY })
  }
  return (
    <form
      className={css.form}
      onSubmit={(submitted) => {
        submitted.preventDefault()
        const form = new FormData(submitted.currentTarget)
        setBusy(true)
        setFailure(null)
        void set(fieldOf(form, 'event').trim() || ALL, Number(fieldOf(form, 'days')))
          .catch(setFailure)
          .finally(() => setBusy(false))
      }}
    >
      <Field
        name="event"
        label={t('privacy.event')}
        placeholder={t('privacy.allEvents')}
        maxLength={200}
        error={failure === null ? undefined : problemText(t, failure)}
      />
      <Field
        name="days"
        label={t('privacy.keepDays')}
        type="number"
        min={1}
        max={DAYS_MAX}
        required
        defaultValue={730}
      />
      <Button type="submit" busy={busy}>
        {t('privacy.setRule')}
      </Button>
    </form>
  )
}
