// Which segments stand beside everybody, where there are more than can be read beside one another.
import { calledIn } from '../atlas/called.ts'
import { useWords } from '../words/use.ts'
import css from './segment-choice.module.css'
import { besideText, SEGMENTS_BESIDE } from './use-columns.ts'
import type { Segment } from './use-reality.ts'

type Given = {
  readonly segments: readonly Segment[]
  readonly beside: readonly Segment[]
  readonly choose: (segs: string) => void
}

/** The choice; nothing where all of them stand there. */
export function SegmentChoice({ segments, beside, choose }: Given) {
  const { t, f } = useWords()
  if (segments.length <= SEGMENTS_BESIDE) return null
  return (
    <fieldset className={css.choice}>
      <legend>{t('reality.segmentChoice', { count: SEGMENTS_BESIDE })}</legend>
      {segments.map((one) => {
        const checked = beside.includes(one)
        const last = checked && beside.length === 1
        return (
          <label key={one.segment}>
            <input
              type="checkbox"
              checked={checked}
              disabled={last || (!checked && beside.length === SEGMENTS_BESIDE)}
              onChange={() =>
                choose(besideText(segments.filter((other) => (other === one ? !checked : beside.includes(other)))))
              }
            />
            <bdi>{calledIn(one.name, f.language) || t('library.unnamed')}</bdi>
          </label>
        )
      })}
    </fieldset>
  )
}
