// The steps and ways of a shared journey as a graph: to look at. What customers did is in no link.
import type { AtlasRecord } from '@lotse/protocol'
import { newId } from '../atlas/ids.ts'
import { TalkTool } from '../atlas/talk/TalkTool.tsx'
import { GraphEditor } from '../canvas/graph/GraphEditor.tsx'
import type { Spot } from '../canvas/spots.ts'
import { useWords } from '../words/use.ts'
import { useReadSession } from './read-session.ts'

type Given = {
  readonly journey: string
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly title: string
  readonly onSpot: (spot: Spot) => void
}

/** The graph. */
export function SharedGraph({ journey, records, language, title, onSpot }: Given) {
  const { t } = useWords()
  const session = useReadSession(records)
  return (
    <GraphEditor
      session={session}
      journey={journey}
      title={t('graph.title', { name: title })}
      language={language}
      mayEdit={false}
      newId={newId}
      startAt={undefined}
      chosen={undefined}
      openDetails={null}
      onSpot={onSpot}
      over={null}
      tools={<TalkTool />}
    />
  )
}
