// What the reader opened recently, for a quick way back. Kept in this browser alone.
import { useMe } from '../../app/member.ts'
import { Go } from '../../control/Go.tsx'
import { Card } from '../../parts/Card.tsx'
import { useWords } from '../../words/use.ts'
import css from '../home.module.css'
import { readOpened } from '../opened.ts'
import { whoseList } from '../whose.ts'

/** The card. */
export function RecentlyOpened() {
  const { t, f } = useWords()
  const opened = readOpened(whoseList(useMe()))
  return (
    <Card title={t('home.opened.title')}>
      {opened.length === 0 ? <p className={css.quiet}>{t('home.opened.none')}</p> : null}
      <ul className={css.rows}>
        {opened.map(({ path, name, at }) => (
          <li key={path}>
            <Go to={path} className={css.pair}>
              <span>{name}</span>
              <time className={css.quiet} dateTime={new Date(at).toISOString()}>
                {f.ago(at, Date.now())}
              </time>
            </Go>
          </li>
        ))}
      </ul>
    </Card>
  )
}
