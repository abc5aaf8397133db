// A card of the board: an insight with who is in charge, its reach and how long it waits; a menu with the steps one may take. Can be dragged.

import type { WorkedInsight } from '@lotse/protocol'
import { Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useOwnerName } from '../../owners/use-units.ts'
import { Since } from '../../parts/Since.tsx'
import { useWords } from '../../words/use.ts'
import { LevelBars, SortSign, sortOf } from '../signs.tsx'
import css from './board.module.css'
import type { Moving } from './use-moving.tsx'

type Given = {
  readonly insight: WorkedInsight
  readonly drag: (insight: WorkedInsight | null) => void
  readonly moving: Moving
}

/** The card, an item of a list. */
export function InsightCard({ insight, drag, moving }: Given) {
  const { t, f } = useWords()
  const ownerName = useOwnerName()
  const { work, fields, id } = insight
  const name = moving.nameOf(insight)
  const steps = moving.stepsOf(insight)
  const movable = steps.length > 0
  return (
    <li
      className={css.card}
      data-id={id}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', name)
        drag(insight)
      }}
      onDragEnd={() => drag(null)}
    >
      <div className={css.title}>
        <SortSign sort={sortOf(fields['sort'])} />
        <Link to="/insights/$insightId" params={{ insightId: id }} draggable={false}>
          <bdi>{name}</bdi>
        </Link>
        {movable ? <Steps insight={insight} moving={moving} /> : null}
      </div>
      <div className={css.facts}>
        <bdi>{ownerName(work.department.id) ?? t('insightMonitor.nobodyInCharge')}</bdi>
        {work.priority === null ? null : <span>{t(`insightWork.priority.${work.priority}`)}</span>}
        {work.reach === null ? null : (
          <span title={t('insightMonitor.reach')}>
            <span className="visually-hidden">{t('insightMonitor.reach')}: </span>
            {f.whole(work.reach.value)}
          </span>
        )}
        <LevelBars level={work.known.level} />
        {work.waitsSince === null ? null : <Since at={work.waitsSince} />}
      </div>
    </li>
  )
}

function Steps({ insight, moving }: Pick<Given, 'insight' | 'moving'>) {
  const { t } = useWords()
  const label = t('insightMonitor.board.step', { name: moving.nameOf(insight) })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={css.steps} aria-label={label} title={label}>
          <IconDots size={16} stroke={1.8} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {moving.stepsOf(insight).map((step) => (
          <Menu.Item key={step} onClick={() => moving.go(step, insight)}>
            {t(`insightWork.step.${step}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
