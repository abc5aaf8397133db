// The places behind a count of a matrix, each with the way there.
import { type MatrixHead, matrixNames } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { call } from '../../api.ts'
import { KindIcon } from '../../canvas/KindIcon.tsx'
import { ownerAsked } from '../../owners/use-units.ts'
import { Dialog } from '../../parts/Dialog.tsx'
import { Answer } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { calledIn } from '../called.ts'
import { whereOf } from '../where.ts'
import { headName } from './heads.ts'
import css from './matrix.module.css'

type Given = { readonly row: MatrixHead; readonly column: MatrixHead; readonly close: () => void }

/** The list, at the side. */
export function Behind({ row, column, close }: Given) {
  const { t, f } = useWords()
  const { of: said, journey, owner } = useSearch({ from: '/shell/journeys/matrix' })
  const of = matrixNames.find((one) => one === said) ?? matrixNames[0]
  const asked = { of, journey, ownerId: ownerAsked(owner), row: row.id, column: column.id }
  const query = useQuery({
    queryKey: ['journeys', 'matrix-places', asked],
    queryFn: async ({ signal }) => (await call('listMatrixPlaces', { query: asked }, signal)).items,
  })
  const words = { unnamed: t('library.unnamed'), nobody: t('owners.nobody') }
  const [rowName, columnName] = [headName(row, f.language, words), headName(column, f.language, words)]
  return (
    <Dialog open close={close} title={t('matrix.behind', { row: rowName, column: columnName })} place="side">
      <Answer query={query}>
        {(places) => (
          <ul className={css.behind}>
            {places.map((place) => (
              <li key={place.id}>
                <KindIcon kind={place.kind} size={15} />
                <span>
                  <Link {...whereOf(place)}>
                    <bdi>{calledIn(place.name, f.language) || t('library.unnamed')}</bdi>
                  </Link>
                  {place.journeyName === null ? null : (
                    <span className="quiet">
                      <bdi>{calledIn(place.journeyName, f.language)}</bdi>
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Dialog>
  )
}
