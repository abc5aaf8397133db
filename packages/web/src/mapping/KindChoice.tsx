// What each record is, an event or a customer; and what all events are called where no column says it.
import { Choices } from '../parts/Choices.tsx'
import { Field } from '../parts/Field.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/use.ts'
import { lackOf, type MappingDraft } from './draft.ts'
import css from './mapping.module.css'

/** The choice, and what is lacking still. */
export function KindChoice({ draft, change }: { draft: MappingDraft; change: (draft: MappingDraft) => void }) {
  const { t } = useWords()
  const lack = lackOf(draft)
  const byColumn = draft.rows.some(({ target }) => target === 'event')
  return (
    <>
      <div className={css.kind}>
        <div>
          <p className={css.label}>{t('mapping.kind')}</p>
          <Choices
            label={t('mapping.kind')}
            choices={[
              { value: 'event', label: t('mapping.kinds.event') },
              { value: 'customer', label: t('mapping.kinds.customer') },
            ]}
            chosen={draft.kind}
            choose={(kind) => change({ ...draft, kind })}
          />
        </div>
        {draft.kind === 'event' && !byColumn ? (
          <Field
            label={t('mapping.eventName')}
            hint={t('mapping.eventNameHint')}
            value={draft.eventName}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => change({ ...draft, eventName: event.currentTarget.value })}
          />
        ) : null}
      </div>
      {lack === null ? null : <Notice kind="attention">{t(`mapping.lack.${lack}`)}</Notice>}
    </>
  )
}
