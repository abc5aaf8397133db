// The panel of comments beside a map: threads at the spot where one is, all of them, those that call the reader; and a field for a new one.
import type { AtlasRecord, CommentThread } from '@lotse/protocol'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Layout } from '../../canvas/layout.ts'
import type { Spot } from '../../canvas/spots.ts'
import { Choices } from '../../parts/Choices.tsx'
import { useWords } from '../../words/use.ts'
import panelCss from '../atlas.module.css'
import { CommentForm } from './CommentForm.tsx'
import { type Place, placeAt, placeName, spotOf, stands } from './places.ts'
import type { SpotWire } from './spot-wire.ts'
import { ThreadCard } from './ThreadCard.tsx'
import css from './talk.module.css'
import type { Talk, TalkPart } from './talk.ts'

type Given = {
  readonly talk: Talk
  readonly part: TalkPart
  readonly choose: (part: TalkPart) => void
  readonly journey: string
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly layout: Layout
  readonly language: string
  readonly wire: SpotWire
  readonly go: (spot: Spot) => void
  readonly close: () => void
  /** Grows whenever somebody wants to write: the field takes the focus then. */
  readonly asked: number
  /** Instead of the list while there is none: that it is loaded, or why it cannot be. */
  readonly state?: ReactNode
  /** Above the field, e.g. under which name a guest writes. */
  readonly before?: ReactNode
}

/** What takes the focus: the first field, else the way out. */
function takeFocus(panel: HTMLElement | null): void {
  const field = panel?.querySelector<HTMLElement>('[data-first] :is(input, textarea)')
  const first = field ?? panel?.querySelector<HTMLElement>('header button')
  first?.focus()
}

/** The panel. */
export function TalkPanel(given: Given) {
  const { t } = useWords()
  const { talk, part, choose, journey, layout, wire, close } = given
  const here = placeAt(layout, useSyncExternalStore(wire.watch, wire.now), journey)
  const panel = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time somebody asks for it.
  useEffect(() => takeFocus(panel.current), [given.asked])
  return (
    <aside
      ref={panel}
      className={`${panelCss.panel} ${css.panel}`}
      aria-label={t('talk.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <header>
        <h2>{t('talk.title')}</h2>
        <button type="button" aria-label={t('parts.close')} onClick={close}>
          <IconX size={18} stroke={1.7} aria-hidden />
        </button>
      </header>
      <Choices
        label={t('talk.which')}
        choices={talk.parts.map((value) => ({ value, label: t(`talk.part.${value}`) }))}
        chosen={part}
        choose={choose}
      />
      {given.before === undefined ? null : <div data-first>{given.before}</div>}
      {part === 'here' ? <NewThread {...given} here={here} /> : null}
      {given.state ?? <Threads {...given} here={here} />}
    </aside>
  )
}

type AtGiven = Given & { readonly here: Place }

function NewThread({ talk, here, records, language }: AtGiven) {
  const { t } = useWords()
  const { begin } = talk
  // What was begun stays where it was begun, wherever one looks meanwhile.
  const [held, hold] = useState<Place | null>(null)
  if (begin === undefined) return null
  const at = held ?? here
  const place = placeName(records, at, { t, language })
  return (
    <div data-first>
      <CommentForm
        label={t('talk.about', { place })}
        action={t('talk.say')}
        people={talk.people}
        began={(writing) => hold(writing ? at : null)}
        say={(said) => begin(at, said)}
      />
    </div>
  )
}

function Threads({ talk, part, here, records, layout, language, go }: AtGiven) {
  const { t } = useWords()
  const shown = talk.threads.filter((thread) => stands(thread) && fits(thread, part, here))
  if (shown.length === 0) {
    const teaches = part !== 'here' || talk.changes !== undefined
    return <p className={css.none}>{teaches ? t(`talk.none.${part}`) : t('talk.noneRead')}</p>
  }
  return (
    <ul className={css.threads}>
      {shown.map((thread) => {
        const spot = spotOf(layout, thread)
        return (
          <ThreadCard
            key={thread.id}
            thread={thread}
            talk={talk}
            place={placeName(records, thread, { t, language })}
            go={spot === null ? undefined : () => go(spot)}
          />
        )
      })}
    </ul>
  )
}

/** Whether a thread belongs to a part. At a step all that stands in its column is shown. */
function fits(thread: CommentThread, part: TalkPart, here: Place): boolean {
  const open = thread.resolvedAt === null
  if (part !== 'here') return part === 'done' ? !open : part === 'me' || open
  return open && thread.record === here.record && (here.lane === null || thread.lane === here.lane)
}
