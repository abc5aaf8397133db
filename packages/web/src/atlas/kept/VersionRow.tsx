// One version in the list: its name, who kept it when and why, and the ways to compare with it and back to it.
import type { JourneyVersion } from '@lotse/protocol'
import { IconArrowsDiff, IconRotate } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../api.ts'
import type { Session } from '../../canvas/session.ts'
import { Button } from '../../parts/Button.tsx'
import { confirmed } from '../../parts/confirm.ts'
import { Since } from '../../parts/Since.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { newId } from '../ids.ts'
import { takingBack } from '../taking-back.ts'
import css from './kept.module.css'
import { whenSent } from './sent.ts'

type Given = {
  readonly journey: string
  readonly mayEdit: boolean
  readonly session: Session
  readonly version: JourneyVersion
  /** Whether it is compared with what stands now. */
  readonly current: boolean
  readonly compare: () => void
}

/** The row. */
export function VersionRow({ version, current, compare, ...given }: Given) {
  const { t, f } = useWords()
  const { number, name, note, by, madeAt, count } = version
  return (
    <li className={css.version} data-current={current}>
      <div className={css.words}>
        <p className={css.name}>
          <span className={css.number}>{f.whole(number)}</span>
          <bdi>{name}</bdi>
        </p>
        {note === '' ? null : (
          <p className={css.note}>
            <bdi>{note}</bdi>
          </p>
        )}
        <p className="quiet">
          <Since at={madeAt} />
          {by === null ? null : ` · ${by.name}`}
          {' · '}
          {t('kept.records', { count, formatted: f.whole(count) })}
        </p>
      </div>
      <div className={css.acts}>
        <Button aria-pressed={current} onClick={compare}>
          <IconArrowsDiff size={16} stroke={1.7} aria-hidden />
          {t('kept.compare')}
        </Button>
        {given.mayEdit ? <Restore {...given} version={version} /> : null}
      </div>
    </li>
  )
}

type RestoreGiven = Pick<Given, 'journey' | 'session' | 'version'>

function Restore({ journey, session, version: { number, name } }: RestoreGiven) {
  const { t } = useWords()
  const { offerUndo, sayFailure } = useUndo()
  const restore = useMutation({
    mutationFn: async () => {
      await whenSent(session)
      return call('restoreVersion', { params: { id: journey, number }, body: { id: newId() } })
    },
    onSuccess: ({ id }) =>
      offerUndo(
        t('kept.restored', { name }),
        takingBack(id, async () => {}),
      ),
    onError: sayFailure,
  })
  const ask = async () => {
    const question = { title: t('kept.restoreAsk', { name }), text: t('kept.restoreText'), action: t('kept.restore') }
    if (await confirmed(question)) restore.mutate()
  }
  return (
    <Button busy={restore.isPending} onClick={() => void ask()}>
      <IconRotate size={16} stroke={1.7} aria-hidden />
      {t('kept.restore')}
    </Button>
  )
}
