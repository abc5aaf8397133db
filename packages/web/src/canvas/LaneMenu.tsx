// What can be done with lanes above a map: add one, hide the one where one stands, show hidden ones again.
import { Menu } from '@mantine/core'
import { IconChevronDown, IconEye, IconEyeOff, IconRowInsertBottom } from '@tabler/icons-react'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../words/use.ts'
import { hiddenLanes, hiding, laneAt, showing } from './hidden.ts'
import type { LaneType, Layout } from './layout.ts'
import { HEAD } from './spots.ts'
import { type Making, newLane } from './structure.ts'
import { nameIn } from './texts.ts'
import type { Editor } from './use-editor.ts'

/** Lanes that can be added, as they stand in the menu. */
const OFFERED = [
  'text',
  'image',
  'emotion',
  'touchpoint',
  'channel',
  'persona',
  'need',
  'insight',
  'process',
  'application',
  'data',
  'owner',
  'live',
  'handover',
] as const satisfies readonly LaneType[]

type Given = { readonly layout: Layout; readonly editor: Editor; readonly making: Making }

/** The menu, and beside it that of hidden lanes where there are any. */
export function LaneMenu({ layout, editor: { selection, acts }, making }: Given) {
  const { t } = useWords()
  const lane = laneAt(layout, selection.at)
  const nameOf = useLaneName(acts.language())
  const add = (type: LaneType) => {
    const place = lane ? layout.map.lanes.findIndex(({ id }) => id === lane.id) + 1 : layout.map.lanes.length
    const { id, edits } = newLane(layout, { at: place, type }, making)
    acts.edit(edits)
    acts.select({ row: id, col: HEAD })
  }
  return (
    <>
      <Menu position="bottom-start" shadow="none">
        <Menu.Target>
          <Button>
            <IconRowInsertBottom size={16} stroke={1.7} aria-hidden />
            {t('map.addLane')}
            <IconChevronDown size={14} stroke={1.8} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {lane === undefined ? null : (
            <>
              <Menu.Item
                leftSection={<IconEyeOff size={15} stroke={1.7} aria-hidden />}
                onClick={() => acts.edit(hiding(lane))}
              >
                {t('lanes.hide', { name: nameOf(lane) })}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Label>{t('lanes.add')}</Menu.Label>
          {OFFERED.map((type) => (
            <Menu.Item key={type} onClick={() => add(type)}>
              {t(`map.lane.${type}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <HiddenLanes layout={layout} acts={acts} />
    </>
  )
}

function HiddenLanes({ layout, acts }: { readonly layout: Layout; readonly acts: Editor['acts'] }) {
  const { t, f } = useWords()
  const nameOf = useLaneName(acts.language())
  const hidden = hiddenLanes(layout)
  if (hidden.length === 0) return null
  const show = (lanes: typeof hidden) => {
    acts.edit(showing(lanes))
    const [first] = lanes
    if (first !== undefined) acts.select({ row: first.id, col: HEAD })
  }
  return (
    <Menu position="bottom-start" shadow="none">
      <Menu.Target>
        <Button kind="quiet">
          <IconEyeOff size={16} stroke={1.7} aria-hidden />
          {t('lanes.hidden', { count: hidden.length, formatted: f.whole(hidden.length) })}
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {hidden.map((lane) => (
          <Menu.Item
            key={lane.id}
            leftSection={<IconEye size={15} stroke={1.7} aria-hidden />}
            onClick={() => show([lane])}
          >
            {t('lanes.show', { name: nameOf(lane) })}
          </Menu.Item>
        ))}
        {hidden.length < 2 ? null : (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => show(hidden)}>{t('lanes.showAll')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What a lane is called: by its own name, else by what it shows. */
function useLaneName(language: string) {
  const { t } = useWords()
  return (lane: Layout['map']['lanes'][number]): string =>
    nameIn(lane, language) || t(`map.lane.${lane.fields['type'] as 'text'}`)
}
