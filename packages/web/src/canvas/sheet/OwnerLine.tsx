// Through whose hands a journey passes, as one line: each part with the units that answer for it, and where one hands over to another. Changes nothing.
import { IconArrowNarrowRight } from '@tabler/icons-react'
import { hueOf } from '../../parts/hue.ts'
import { useWords } from '../../words/use.ts'
import type { Summary } from '../summary.ts'
import { nameIn } from '../texts.ts'
import css from './sheet.module.css'

type Given = { readonly summary: Summary; readonly steps: number; readonly language: string }

/** The line. */
export function OwnerLine({ summary: { parts, handovers }, steps, language }: Given) {
  const { t } = useWords()
  const named = parts.some(({ units }) => units.length > 0)
  return (
    <section className={css.owners} aria-label={t('canvas.line')}>
      <h3>{t('canvas.line')}</h3>
      {named ? null : <p className="quiet">{t('canvas.noOwners')}</p>}
      {named ? (
        <ol className={css.line} style={{ minWidth: `${120 + steps * 40}px` }}>
          {parts.map(({ units, steps: theirs }) => (
            <li
              key={theirs[0]?.id}
              style={{ flexGrow: theirs.length, borderTopColor: `var(--c${hueOf(units.join(' '))})` }}
            >
              <bdi className={css.units}>{units.join(', ') || t('canvas.nobody')}</bdi>
              <bdi className="quiet">{theirs.map((step) => nameIn(step, language)).join(' · ')}</bdi>
            </li>
          ))}
        </ol>
      ) : null}
      {handovers.length === 0 ? null : (
        <>
          <h4>{t('canvas.handovers')}</h4>
          <ul className={css.handovers}>
            {handovers.map(({ from, to, step }) => (
              <li key={step.id}>
                <bdi>{from.join(', ')}</bdi>
                <IconArrowNarrowRight size={14} stroke={1.8} aria-hidden />
                <span className="visually-hidden">{t('canvas.handsTo')}</span>
                <bdi>{to.join(', ')}</bdi>
                <span className="quiet">{t('canvas.atStep', { name: nameIn(step, language) })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
