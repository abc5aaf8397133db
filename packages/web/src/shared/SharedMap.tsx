// The map of a shared journey: to look at, with the talk around it where the link opens or allows it.
import type { AtlasRecord } from '@lotse/protocol'
import { newId } from '../atlas/ids.ts'
import { TalkTool } from '../atlas/talk/TalkTool.tsx'
import { MapEditor } from '../canvas/MapEditor.tsx'
import type { Guest } from '../canvas/presence.ts'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { useReadSession } from './read-session.ts'

const NOBODY: readonly Guest[] = []
const NOTHING: ReadonlyMap<string, number> = new Map()
const noUnit = () => undefined
const nothingFound = async () => []

type Given = {
  readonly journey: string
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly title: string
  readonly onSpot: Parameters<typeof MapEditor>[0]['onSpot']
}

/** The map. */
export function SharedMap({ journey, records, language, title, onSpot }: Given) {
  const { t } = useWords()
  const { sayFailure } = useUndo()
  const session = useReadSession(records)
  return (
    <MapEditor
      session={session}
      journey={journey}
      title={t('map.title', { name: title })}
      language={language}
      mayEdit={false}
      guests={NOBODY}
      here={NOTHING}
      unitName={noUnit}
      look={nothingFound}
      newId={newId}
      onSpot={onSpot}
      openDetails={() => {}}
      tell={sayFailure}
      tools={<TalkTool />}
    />
  )
}
