// Writes down an insight about the record one looks at: one press opens the field, Enter keeps it, and it can be taken back.
import { type AtlasKind, insightSorts } from '@lotse/protocol'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { call } from '../../api.ts'
import { useMe } from '../../app/member.ts'
import { focusField } from '../../canvas/picking.ts'
import { Alike } from '../../insights/page/Alike.tsx'
import { OwnerField } from '../../owners/OwnerField.tsx'
import { usualOwner } from '../../owners/units.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { Select } from '../../parts/Select.tsx'
import { Failure } from '../../parts/states.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { newId } from '../ids.ts'
import { takingBack } from '../taking-back.ts'
import css from './insights.module.css'
import { aboutField } from './origins.ts'

/** What it will be about. */
type About = { readonly id: string; readonly kind: AtlasKind }

/** The button, and the form that it opens. @param language - of the words. */
export function NewInsight({ about, language }: { about: About; language: string }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [closed, setClosed] = useState(0)
  const button = useRef<HTMLButtonElement>(null)
  // Whoever leaves the form goes on where they came from.
  useEffect(() => {
    if (closed > 0) button.current?.focus()
  }, [closed])
  const close = () => {
    setOpen(false)
    setClosed(closed + 1)
  }
  if (open) return <InsightForm about={about} language={language} close={close} />
  return (
    <div>
      <Button ref={button} onClick={() => setOpen(true)}>
        <IconPlus size={15} stroke={1.8} aria-hidden />
        {t('insights.make')}
      </Button>
    </div>
  )
}

function InsightForm({ about, language, close }: { about: About; language: string; close: () => void }) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [sort, setSort] = useState<string>(insightSorts[0])
  const { actions, units } = useMe()
  const reach = actions['atlas.edit']
  const [owner, setOwner] = useState(() => usualOwner(units))
  // Whoever may write for all leaves it to nobody at first; others are asked where it does not follow from who they are.
  const [asksOwner] = useState(reach !== 'all' && owner === null)
  const make = useMaking(about, language, close)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && !make.isPending) make.mutate({ name: name.trim(), sort, owner })
  }
  return (
    <form
      className={css.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // The panel around stays open.
        event.stopPropagation()
        close()
      }}
    >
      {make.isError ? <Failure failure={make.error} /> : null}
      <Field
        ref={focusField}
        label={t('insights.name')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
        required
      />
      <Alike typed={name} language={language} />
      {asksOwner ? <OwnerField reach={reach} owner={owner} choose={setOwner} /> : null}
      <div className={css.choosing}>
        <Select
          label={t('insights.sort')}
          value={sort}
          onChange={({ currentTarget }) => setSort(currentTarget.value)}
          choices={insightSorts.map((value) => ({ value, label: t(`library.choice.${value}`) }))}
        />
        <Button type="submit" busy={make.isPending}>
          {t('insights.keep')}
        </Button>
      </div>
    </form>
  )
}

/** Makes it, and offers the way back. */
function useMaking({ id, kind }: About, language: string, done: () => void) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const fresh = () =>
    Promise.all(
      ['record', 'records', 'journeys', 'insights'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    )
  return useMutation({
    mutationFn: async ({ name, sort, owner }: { name: string; sort: string; owner: string | null }) => {
      const change = newId()
      const fields = { name: { [language]: name }, sort, [aboutField(kind) ?? 'concerns']: [id] }
      const edit = { do: 'make', id: newId(), kind: 'insight', journey: null, fields } as const
      await call('changeAtlas', { body: { id: change, edits: [edit], ...(owner === null ? {} : { ownerId: owner }) } })
      return { change, name }
    },
    onSuccess: async ({ change, name }) => {
      done()
      offerUndo(t('insights.made', { name }), takingBack(change, fresh))
      await fresh()
    },
  })
}
