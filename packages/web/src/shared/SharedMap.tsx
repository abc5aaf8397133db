// The map of a shared journey: to look at, with the talk around it where the link opens or allows it.
import { editsTowards } from '@lotse/core/atlas'
import type { AtlasRecord, SharedJourney } from '@lotse/protocol'
import { useEffect, useRef, useState } from 'react'
import mapCss from '../atlas/atlas.module.css'
import { newId } from '../atlas/ids.ts'
import { spotWire } from '../atlas/talk/spot-wire.ts'
import { TalkFrame } from '../atlas/talk/TalkFrame.tsx'
import { TalkTool } from '../atlas/talk/TalkTool.tsx'
import { MapEditor } from '../canvas/MapEditor.tsx'
import type { Guest } from '../canvas/presence.ts'
import { Session } from '../canvas/session.ts'
import { Field } from '../parts/Field.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import type { Coming } from './coming.ts'
import { useGuestTalk } from './use-guest-talk.ts'
import { useSharedAddress } from './use-shared-address.ts'

const NOBODY: readonly Guest[] = []
const NOTHING: ReadonlyMap<string, number> = new Map()
const noUnit = () => undefined
const nothingFound = async () => []

type Given = {
  readonly coming: Coming
  readonly shared: SharedJourney
  readonly keep: (shared: SharedJourney) => void
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly title: string
}

/** The map. */
export function SharedMap({ coming, shared, keep, records, language, title }: Given) {
  const { t } = useWords()
  const { search, change } = useSharedAddress()
  const [name, setName] = useState('')
  const [wire] = useState(spotWire)
  const { talk, counts } = useGuestTalk({ coming, shared, keep, name })
  const writes = shared.rights === 'comment'
  const talks = writes || shared.opens.includes('comments')
  const part = talks ? talk.parts.find((one) => one === search.talk) : undefined
  const map = <ReadMap {...{ shared, records, language }} title={t('map.title', { name: title })} onSpot={wire.tell} />
  if (!talks) return <div className={mapCss.whole}>{map}</div>
  return (
    <div className={mapCss.whole}>
      <TalkFrame
        {...{ talk, counts, part, records, language, wire }}
        journey={shared.journey}
        choose={(next) => change({ talk: next })}
        before={
          writes ? (
            <Field
              label={t('shared.name')}
              hint={t('shared.nameHint')}
              value={name}
              maxLength={80}
              autoComplete="name"
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          ) : undefined
        }
      >
        {map}
      </TalkFrame>
    </div>
  )
}

type MapGiven = Pick<Given, 'shared' | 'records' | 'language' | 'title'> & {
  readonly onSpot: Parameters<typeof MapEditor>[0]['onSpot']
}

function ReadMap({ shared, records, language, title, onSpot }: MapGiven) {
  const { sayFailure } = useUndo()
  const [session] = useState(() => readSession([...records.values()], sayFailure))
  const seq = useRef(0)
  // What came anew is taken in as a change, so that nobody is thrown back to the beginning of the map.
  useEffect(() => {
    const edits = editsTowards(session.now().records.values(), records.values())
    if (edits.length > 0) session.receive({ seq: ++seq.current, id: newId(), edits })
  }, [session, records])
  return (
    <MapEditor
      session={session}
      journey={shared.journey}
      title={title}
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

/** A journey that is only read: whatever was tried to change would be refused here already. */
function readSession(records: readonly AtlasRecord[], tell: (failure: unknown) => void): Session {
  const refuse = () => Promise.reject(new Error('a shared journey is only read'))
  return new Session(
    { records, seq: 0 },
    { change: refuse, undo: refuse, refused: () => true, newId, later: () => {} },
    tell,
  )
}
