// The spans of one day as times that can be typed: add, change, remove. Says what is wrong; saves nothing.
import type { WorkingSpan } from '@lotse/protocol'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../words/use.ts'
import css from './hours.module.css'
import { faultOf, nextSpan, SPANS_MAX } from './spans.ts'
import { TimeField } from './TimeField.tsx'

/**
 * The fields.
 *
 * @param day - what the day is called, for the fields' names.
 * @param more - further buttons behind "add".
 */
export function SpansField({
  day,
  spans,
  change,
  more,
}: {
  day: string
  spans: readonly WorkingSpan[]
  change: (spans: readonly WorkingSpan[]) => void
  more?: ReactNode
}) {
  const { t } = useWords()
  const error = useId()
  const fault = faultOf(spans)
  const put = (at: number, part: Partial<WorkingSpan>) =>
    change(spans.map((span, i) => (i === at ? { ...span, ...part } : span)))
  return (
    <div className={css.spans}>
      {spans.length === 0 ? <span className="quiet">{t('hours.week.closed')}</span> : null}
      {spans.map((span, i) => {
        const names = { day, at: i + 1 }
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name but their place, and times change while typed.
          <span key={i} className={css.span}>
            <TimeField
              label={t('hours.week.from', names)}
              value={span.from}
              change={(from) => put(i, { from })}
              fault={fault === null ? undefined : error}
            />
            <span aria-hidden>–</span>
            <TimeField
              label={t('hours.week.to', names)}
              value={span.to}
              change={(to) => put(i, { to })}
              fault={fault === null ? undefined : error}
            />
            <Button
              kind="quiet"
              aria-label={t('hours.week.remove', names)}
              title={t('hours.week.remove', names)}
              onClick={() => change(spans.filter((_, other) => other !== i))}
            >
              <IconX size={16} stroke={1.7} aria-hidden />
            </Button>
          </span>
        )
      })}
      <span className={css.span}>
        {spans.length < SPANS_MAX ? (
          <Button
            kind="quiet"
            aria-label={t('hours.week.addTo', { day })}
            title={t('hours.week.addTo', { day })}
            onClick={() => change([...spans, nextSpan(spans)])}
          >
            <IconPlus size={16} stroke={1.7} aria-hidden />
            {spans.length === 0 ? t('hours.week.add') : null}
          </Button>
        ) : null}
        {more}
      </span>
      {fault === null ? null : (
        <p id={error} className={css.fault}>
          {t(`hours.week.${fault}`)}
        </p>
      )}
    </div>
  )
}
