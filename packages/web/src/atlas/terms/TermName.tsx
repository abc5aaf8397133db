// A term where it is shown: its name, and by pointer or focus what is meant by it.
import type { AtlasRecord } from '@lotse/protocol'
import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { nameIn, textIn } from '../../canvas/texts.ts'
import { useWords } from '../../words/use.ts'
import css from './terms.module.css'

/** The name. */
export function TermName({ term }: { term: AtlasRecord }) {
  const { t, f } = useWords()
  const about = textIn(term, 'about', f.language).text
  const synonyms = textIn(term, 'synonyms', f.language).text
  return (
    <Tooltip
      multiline
      maw={320}
      label={
        <>
          <span className={css.meant}>{about === '' ? t('terms.notDefined') : about}</span>
          {synonyms === '' ? null : <span className={css.meant}>{t('terms.alsoSaid', { synonyms })}</span>}
        </>
      }
    >
      <Link to="/journeys/library/$recordId" params={{ recordId: term.id }} className={css.term}>
        <bdi>{nameIn(term, f.language) || t('library.unnamed')}</bdi>
      </Link>
    </Tooltip>
  )
}
