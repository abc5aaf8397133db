// The one person who is in charge of a journey from end to end, beside its name; leads to where that is said.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Avatar } from '../parts/Avatar.tsx'
import { useWords } from '../words/use.ts'
import css from './atlas.module.css'
import { membersQuery } from './data.ts'

type Given = {
  readonly journey: string
  /** The id of a member; anything else is nobody. */
  readonly responsible: unknown
  readonly mayEdit: boolean
}

/** The person; where there is none, the way to name one for those who may. */
export function InCharge({ journey, responsible, mayEdit }: Given) {
  const { t } = useWords()
  const members = useQuery(membersQuery).data
  if (members === undefined) return null
  const member = members.find(({ id }) => id === responsible)
  if (member === undefined && !mayEdit) return null
  return (
    <Link
      to="/journeys/$journeyId"
      params={{ journeyId: journey }}
      search={(before) => ({ ...before, view: undefined, open: journey, talk: undefined })}
      className={css.inCharge}
      title={t('library.field.responsible')}
    >
      <span className="visually-hidden">{t('journeys.responsible')}: </span>
      {member === undefined ? (
        t('journeys.nobodyInCharge')
      ) : (
        <>
          <Avatar name={member.name} of={member.id} size={20} />
          <bdi>{member.name}</bdi>
        </>
      )}
    </Link>
  )
}
