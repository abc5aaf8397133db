// One step of a graph: its name, its signs and channels, and how many customers came where somebody knows it. Decides nothing.
import type { AtlasRecord } from '@lotse/protocol'
import { IconFlag, IconPlayerPlay, IconRobot, IconStarFilled, IconUserCog, IconUsersGroup } from '@tabler/icons-react'
import type { PointerEvent } from 'react'
import { channelColour } from '../../parts/hue.ts'
import { useWords } from '../../words/use.ts'
import { nameIn, ownText, textIn } from '../texts.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './geometry.ts'
import css from './graph.module.css'
import { type GraphScene, stepName } from './scene.ts'
import { channelsAt } from './signs.ts'
import type { Graph } from './use-graph.ts'

type Given = {
  readonly scene: GraphScene
  readonly graph: Graph
  readonly step: AtlasRecord
  /** Pulls a way from the step. */
  readonly pull: (event: PointerEvent<HTMLElement>, step: string) => void
  /** Carries the step somewhere else. */
  readonly carry: (event: PointerEvent<HTMLElement>, step: string) => void
}

/** The step. */
export function GraphNode({ scene, graph, step, pull, carry }: Given) {
  const { id } = step
  const box = { ...scene.drawing.at(id), width: NODE_WIDTH, height: NODE_HEIGHT }
  const loose = scene.ways.every(({ from, to }) => from !== id && to !== id)
  return (
    <li
      className={css.node}
      style={box}
      data-step={id}
      data-loose={loose}
      data-from={graph.from === id}
      data-target={graph.from !== null && graph.from !== id}
    >
      {graph.renaming === id ? (
        <Naming scene={scene} graph={graph} step={step} />
      ) : (
        <button
          type="button"
          className={css.box}
          tabIndex={graph.at === id ? 0 : -1}
          data-at={graph.at === id}
          onClick={() => (graph.from === null || graph.from === id ? graph.go(id) : graph.connect(graph.from, id))}
          onDoubleClick={() => graph.rename(id)}
          onPointerDown={(event) => carry(event, id)}
          onFocus={() => (graph.at === id ? undefined : graph.go(id))}
        >
          <Face scene={scene} step={step} />
        </button>
      )}
      {scene.mayEdit && graph.renaming !== id ? (
        <span className={css.handle} aria-hidden onPointerDown={(event) => pull(event, id)} />
      ) : null}
    </li>
  )
}

/** Once, when the field comes; a function made anew with every drawing would select again what is being typed. */
const selectAll = (field: HTMLTextAreaElement | null): void => field?.select()

function Naming({ scene, graph, step }: Pick<Given, 'scene' | 'graph' | 'step'>) {
  const { t } = useWords()
  return (
    <textarea
      className={css.naming}
      aria-label={t('library.field.name')}
      defaultValue={ownText(step, 'name', scene.language)}
      ref={selectAll}
      onBlur={({ currentTarget }) => graph.named(currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') graph.named(null)
        else if (event.key === 'Enter' || event.key === 'Tab') graph.named(event.currentTarget.value)
        else return
        event.preventDefault()
      }}
    />
  )
}

function Face({ scene, step }: Pick<Given, 'scene' | 'step'>) {
  const { t } = useWords()
  const { text, foreign } = textIn(step, 'name', scene.language)
  const on = scene.ways.filter(({ from }) => from === step.id).map(({ to }) => stepName(scene, to))
  return (
    <>
      <span className={css.name} data-unnamed={text === ''}>
        {step.fields['momentOfTruth'] === true ? (
          <>
            <IconStarFilled size={12} className={css.star} aria-hidden />
            <span className="visually-hidden">{t('map.momentOfTruth')}</span>
          </>
        ) : null}
        <bdi lang={foreign ? '' : undefined}>{text === '' ? scene.unnamed : text}</bdi>
      </span>
      <span className={css.foot}>
        <Signs scene={scene} step={step} />
        <Figures scene={scene} step={step.id} />
      </span>
      <span className="visually-hidden">
        {on.length === 0 ? t('graph.leadsNowhere') : t('graph.leadsTo', { names: on.join(', ') })}
      </span>
    </>
  )
}

const actors = { employee: IconUserCog, partner: IconUsersGroup, system: IconRobot } as const

const CHANNELS_MAX = 4

function Signs({ scene, step }: Pick<Given, 'scene' | 'step'>) {
  const { t } = useWords()
  const { starts, ends } = scene.ends
  const actor = step.fields['actor']
  const Actor = typeof actor === 'string' ? actors[actor as keyof typeof actors] : undefined
  const channels = channelsAt(scene.layout.map, step.id, scene.records)
  const names = channels.map((one) => nameIn(one, scene.language)).filter((name) => name !== '')
  return (
    <span className={css.signs}>
      {starts.has(step.id) ? <Sign icon={IconPlayerPlay} name={t('graph.start')} /> : null}
      {ends.has(step.id) ? <Sign icon={IconFlag} name={t('graph.end')} /> : null}
      {Actor === undefined ? null : <Sign icon={Actor} name={t(`library.choice.${actor as keyof typeof actors}`)} />}
      {names.length === 0 ? null : (
        <span className={css.channels} title={names.join(', ')}>
          {channels.slice(0, CHANNELS_MAX).map((channel) => (
            <span key={channel.id} style={{ background: channelColour(wireOf(channel)) }} aria-hidden />
          ))}
          <bdi>{names.join(', ')}</bdi>
        </span>
      )}
    </span>
  )
}

const wireOf = (channel: AtlasRecord): string => textIn(channel, 'wire', 'en').text || nameIn(channel, 'en')

function Sign({ icon: Icon, name }: { icon: typeof IconFlag; name: string }) {
  return (
    <span className={css.sign} title={name}>
      <Icon size={13} stroke={1.8} aria-hidden />
      <span className="visually-hidden">{name}</span>
    </span>
  )
}

function Figures({ scene: { over }, step }: { scene: GraphScene; step: string }) {
  const { t, f } = useWords()
  const figures = over?.at.get(step)
  if (figures === undefined) return null
  return (
    <span className={css.figures}>
      <b title={t('reality.reached')}>{f.whole(figures.reached)}</b>
      <span className="visually-hidden">{t('reality.reached')}</span>
      {figures.here === 0 ? null : (
        <span className={css.here}>{t('reality.now', { formatted: f.whole(figures.here) })}</span>
      )}
    </span>
  )
}
