// Said above figures that are not those of now: of an edition that is measured no longer, or whose history is still being read; and who still goes by an
// edition before.
import type { ShownEdition, ShownFollowedEdition } from '@lotse/protocol'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/use.ts'

type Given = {
  readonly edition: ShownEdition
  /** All editions; left out where it is not told who goes by them. */
  readonly all?: readonly ShownFollowedEdition[]
  /** Shows the figures of an edition. */
  readonly choose?: (edition: string) => void
}

/** The notices; nothing where all is in and everybody goes by this edition. */
export function Standing({ edition, all = [], choose }: Given) {
  const { t, f } = useWords()
  const { measured, number, filled } = edition
  const told = (one: ShownFollowedEdition) => ({
    count: one.underWay,
    formatted: f.whole(one.underWay),
    number: f.whole(one.number),
  })
  const own = all.find((one) => one.number === number)
  const earlier = all.filter((one) => one.number < number && one.underWay > 0)
  return (
    <>
      {measured ? null : (
        <Notice kind="plain">
          {t('reality.stopped', { number: f.whole(number) })}{' '}
          {own === undefined || own.underWay === 0 ? null : t('reality.underWay', told(own))}
        </Notice>
      )}
      {measured && filled.doneAt === null ? (
        <Notice kind="plain">
          {t('measuring.filling', { done: f.whole(filled.done), total: f.whole(filled.total) })}
        </Notice>
      ) : null}
      {measured
        ? earlier.map((one) => (
            <Notice
              key={one.number}
              kind="plain"
              action={
                choose === undefined ? undefined : (
                  <Button onClick={() => choose(String(one.number))}>
                    {t('reality.editionFigures', { number: f.whole(one.number) })}
                  </Button>
                )
              }
            >
              {t('reality.underWay', told(one))} {t('reality.underWayText')}
            </Notice>
          ))
        : null}
    </>
  )
}
