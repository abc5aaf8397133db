// Which lanes of a journey a link shows. Lanes that are hidden are in no link and are not offered.
import { journeyMap } from '@lotse/core/atlas'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { LaneIcon } from '../../canvas/LaneIcon.tsx'
import type { LaneType } from '../../canvas/layout.ts'
import { nameIn } from '../../canvas/texts.ts'
import { useWords } from '../../words/use.ts'
import css from './sharing.module.css'

type Given = {
  readonly journey: string
  /** Lanes that are left out. */
  readonly without: readonly string[]
  readonly choose: (without: readonly string[]) => void
}

/** The choice; nothing as long as there are no lanes to choose from. */
export function LaneChoice({ journey, without, choose }: Given) {
  const { t, f } = useWords()
  const { data } = useQuery({
    queryKey: ['shares', journey, 'lanes'],
    queryFn: ({ signal }) => call('openJourney', { params: { id: journey } }, signal),
  })
  const lanes = journeyMap(data?.records ?? []).lanes.filter(({ fields }) => fields['hidden'] !== true)
  if (lanes.length === 0) return null
  return (
    <fieldset className={css.lanes}>
      <legend>{t('sharing.lanes')}</legend>
      <p className="quiet">{t('sharing.lanesHint')}</p>
      <ul>
        {lanes.map((lane) => {
          const type = lane.fields['type'] as LaneType
          return (
            <li key={lane.id}>
              <label>
                <input
                  type="checkbox"
                  checked={!without.includes(lane.id)}
                  onChange={({ currentTarget: { checked } }) =>
                    choose(checked ? without.filter((id) => id !== lane.id) : [...without, lane.id])
                  }
                />
                <LaneIcon type={type} />
                <bdi>{nameIn(lane, f.language) || t(`map.lane.${type}`)}</bdi>
              </label>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
