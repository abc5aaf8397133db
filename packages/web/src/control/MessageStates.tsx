// Messages by state over all channels, as far as they got.
import type { LiveSnapshot } from '@lotse/protocol'
import { messageTones } from '../messages/tones.ts'
import { Card } from '../parts/Card.tsx'
import { LiveNumber } from '../parts/LiveNumber.tsx'
import { useWords } from '../words/use.ts'
import { byState } from './by-state.ts'
import css from './control.module.css'

/** The card. */
export function MessageStates({ messages }: { messages: LiveSnapshot['messages'] }) {
  const { t } = useWords()
  const rows = byState(messages)
  const most = Math.max(1, ...rows.map(({ count }) => count))
  if (rows.length === 0)
    return (
      <Card title={t('control.messages.title')}>
        <p className={css.quiet}>{t('control.messages.none')}</p>
      </Card>
    )
  return (
    <Card title={t('control.messages.title')} note={t('control.messages.note')}>
      <dl className={css.states}>
        {rows.map(({ state, count }) => (
          <div
            key={state}
            className={css.state}
            data-tone={messageTones[state]}
            style={{ ['--share' as string]: `${(count / most) * 100}%` }}
          >
            <dt>{t(`messages.state.${state}`)}</dt>
            <dd>
              <LiveNumber value={count} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
