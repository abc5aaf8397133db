// What fitness means, for whoever reads the figure. Says the same as docs/journey-fitness.md, shorter.
import { useEffect, useRef } from 'react'
import { Card } from '../parts/Card.tsx'
import { useWords } from '../words/use.ts'
import css from './reality.module.css'

const ID = 'fitness'

/** The card. Comes into sight where the address asks for it. */
export function Fitness() {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const look = () => {
      if (location.hash === `#${ID}`) place.current?.scrollIntoView({ block: 'center' })
    }
    look()
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  return (
    <div ref={place} id={ID} className={css.meaning}>
      <Card title={t('reality.fitnessTitle')}>
        <div className="stack">
          <p>{t('reality.fitnessText')}</p>
          <p className={css.formula}>{t('reality.formula')}</p>
          <p>{t('reality.fitnessOpen')}</p>
          <p className="quiet">{t('reality.fitnessSource')}</p>
        </div>
      </Card>
    </div>
  )
}
