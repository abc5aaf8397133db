// What is known of a step, a phase, a lane or the journey itself, beside the map. Kept through the map's session, so that its undo knows it.
import type { AtlasRecord, Json } from '@lotse/protocol'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Session } from '../canvas/session.ts'
import { nameIn, typingIn } from '../canvas/texts.ts'
import { AsksField } from '../reality/AsksField.tsx'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'
import { BindingField } from './BindingField.tsx'
import { PersonaField } from './PersonaField.tsx'
import { RecordFields } from './RecordFields.tsx'

/** Kinds that have details beside the map. */
const KINDS = new Set<AtlasRecord['kind']>(['journey', 'phase', 'step', 'lane'])

/** Whether a record has details beside the map. */
export const hasDetails = (record: AtlasRecord | undefined): record is AtlasRecord =>
  record !== undefined && !record.removed && KINDS.has(record.kind)

type Given = {
  readonly record: AtlasRecord
  readonly session: Session
  readonly language: string
  readonly mayEdit: boolean
  readonly close: () => void
  /** What else can be done, below the fields. */
  readonly children?: ReactNode
}

/** The panel. */
export function DetailsPanel({ record, session, language, mayEdit, close, children }: Given) {
  const { t } = useWords()
  const cross = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another record is another panel.
  useEffect(() => cross.current?.focus(), [record.id])
  const { id, fields } = record
  const bind = (value: Json) => session.edit([{ do: 'set', id, field: 'binding', value }])
  return (
    <aside
      className={css.panel}
      aria-label={t('map.details')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        // What is being written is kept when one leaves its field.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        close()
      }}
    >
      <header>
        <h2>
          <bdi>{nameIn(record, language) || t('library.unnamed')}</bdi>
        </h2>
        <button ref={cross} type="button" aria-label={t('parts.close')} onClick={close}>
          <IconX size={18} stroke={1.7} aria-hidden />
        </button>
      </header>
      <RecordFields
        key={`${id} ${language}`}
        record={record}
        language={language}
        mayEdit={mayEdit}
        keep={{
          set: (field, value) => session.edit([{ do: 'set', id, field, value }]),
          learn: (known) => session.learn([known]),
          write: (typed) => session.edit(typingIn(session.now().records.get(id) ?? record, typed)),
        }}
      />
      {record.kind === 'step' || record.kind === 'journey' ? (
        <div className={css.away}>
          {record.kind === 'step' ? <BindingField record={record} mayEdit={mayEdit} set={bind} /> : null}
          <AsksField record={record} mayEdit={mayEdit} set={bind} />
        </div>
      ) : null}
      {fields['type'] === 'emotion' ? (
        <PersonaField
          chosen={typeof fields['persona'] === 'string' ? fields['persona'] : null}
          language={language}
          mayEdit={mayEdit}
          choose={(persona) => {
            if (persona !== null) session.learn([persona])
            session.edit([{ do: 'set', id, field: 'persona', value: persona?.id ?? null }])
          }}
        />
      ) : null}
      {children}
    </aside>
  )
}
