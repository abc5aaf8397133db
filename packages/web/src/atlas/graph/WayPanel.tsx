// What is known of a way beside the graph: when it is taken, by how many, and how soon. Kept through the map's session, so that its undo knows it.
import type { AtlasRecord } from '@lotse/protocol'
import { IconArrowNarrowRight, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { designedWays, parting } from '../../canvas/graph/ways.ts'
import type { Layout } from '../../canvas/layout.ts'
import type { Session } from '../../canvas/session.ts'
import { nameIn, ownText, textIn, typingIn } from '../../canvas/texts.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { useWords } from '../../words/use.ts'
import css from '../atlas.module.css'
import { newId } from '../ids.ts'
import own from './graph.module.css'
import { ShareField, WithinField } from './WayFields.tsx'

type Given = {
  readonly way: AtlasRecord
  readonly journey: string
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly session: Session
  readonly language: string
  readonly mayEdit: boolean
  readonly close: () => void
  readonly openOther: (id: string) => void
}

/** The panel. */
export function WayPanel(given: Given) {
  const { way, records, session, language, mayEdit, close, openOther } = given
  const { t } = useWords()
  const cross = useRef<HTMLButtonElement>(null)
  useEffect(() => cross.current?.focus(), [])
  const end = (side: 'from' | 'to') => {
    const id = String(way.fields[side])
    return { id, name: nameIn(records.get(id), language) || t('map.unnamedStep') }
  }
  const [from, to] = [end('from'), end('to')]
  const written = ownText(way, 'label', language)
  const set = (field: string, value: number | null) => session.edit([{ do: 'set', id: way.id, field, value }])
  return (
    <aside
      className={css.panel}
      aria-label={t('graph.openWay')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        // What is being written is kept when one leaves its field.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        close()
      }}
    >
      <header>
        <h2 className={own.ends}>
          <button type="button" className={own.open} onClick={() => openOther(from.id)}>
            <bdi>{from.name}</bdi>
          </button>
          <IconArrowNarrowRight size={16} stroke={1.7} aria-hidden />
          <button type="button" className={own.open} onClick={() => openOther(to.id)}>
            <bdi>{to.name}</bdi>
          </button>
        </h2>
        <button ref={cross} type="button" aria-label={t('parts.close')} onClick={close}>
          <IconX size={18} stroke={1.7} aria-hidden />
        </button>
      </header>
      <div className="stack">
        <Field
          key={`${language} ${written}`}
          label={t('graph.label')}
          hint={t('graph.labelHint')}
          defaultValue={written}
          placeholder={written === '' ? textIn(way, 'label', language).text : undefined}
          readOnly={!mayEdit}
          maxLength={200}
          onBlur={({ currentTarget: { value } }) => {
            const typed = { field: 'label', language, from: written, to: value.trim() }
            if (typed.to !== written) session.edit(typingIn(session.now().records.get(way.id) ?? way, typed))
          }}
        />
        <ShareField value={way.fields['share']} mayEdit={mayEdit} set={(value) => set('share', value)} />
        <WithinField value={way.fields['withinMs']} mayEdit={mayEdit} set={(value) => set('withinMs', value)} />
      </div>
      <Away {...given} />
    </aside>
  )
}

function Away({ way, journey, layout, records, session, mayEdit, close }: Given) {
  const { t } = useWords()
  const ways = designedWays(layout)
  if (!mayEdit || ways.length < 2) return null
  const ends = { from: String(way.fields['from']), to: String(way.fields['to']) }
  return (
    <div className={css.away}>
      <Button
        onClick={() => {
          session.edit(parting(ends, { ways, records, journey, newId }))
          close()
        }}
      >
        {t('graph.away')}
      </Button>
    </div>
  )
}
