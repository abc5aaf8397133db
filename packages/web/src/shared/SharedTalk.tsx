// The talk around the map or the graph of a shared journey, where the link opens or allows it. Draws neither itself.
import type { AtlasRecord, SharedJourney } from '@lotse/protocol'
import { type ReactNode, useState } from 'react'
import mapCss from '../atlas/atlas.module.css'
import { spotWire } from '../atlas/talk/spot-wire.ts'
import { TalkFrame } from '../atlas/talk/TalkFrame.tsx'
import type { Spot } from '../canvas/spots.ts'
import { Field } from '../parts/Field.tsx'
import { useWords } from '../words/use.ts'
import type { Coming } from './coming.ts'
import { useGuestTalk } from './use-guest-talk.ts'
import { useSharedAddress } from './use-shared-address.ts'

type Given = {
  readonly coming: Coming
  readonly shared: SharedJourney
  readonly keep: (shared: SharedJourney) => void
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  /** Draws what is talked about. @param onSpot - is told where one is. */
  readonly draw: (onSpot: (spot: Spot) => void) => ReactNode
}

/** The frame. */
export function SharedTalk({ coming, shared, keep, records, language, draw }: Given) {
  const { t } = useWords()
  const { search, change } = useSharedAddress()
  const [name, setName] = useState('')
  const [wire] = useState(spotWire)
  const { talk, counts } = useGuestTalk({ coming, shared, keep, name })
  const writes = shared.rights === 'comment'
  const talks = writes || shared.opens.includes('comments')
  const part = talks ? talk.parts.find((one) => one === search.talk) : undefined
  if (!talks) return <div className={mapCss.whole}>{draw(wire.tell)}</div>
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
        {draw(wire.tell)}
      </TalkFrame>
    </div>
  )
}
