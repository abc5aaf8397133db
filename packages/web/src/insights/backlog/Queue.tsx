// What waits, in a short list beside what is decided about now: one press goes there. Decides nothing.
import type { WorkedInsight } from '@lotse/protocol'
import { useEffect, useRef } from 'react'
import { nameIn } from '../../canvas/texts.ts'
import { Card } from '../../parts/Card.tsx'
import { Since } from '../../parts/Since.tsx'
import { useWords } from '../../words/use.ts'
import css from './backlog.module.css'

type Given = { readonly items: readonly WorkedInsight[]; readonly at: number; readonly go: (to: number) => void }

/** The list. */
export function Queue({ items, at, go }: Given) {
  const { t, f } = useWords()
  const list = useRef<HTMLOListElement>(null)
  // Whoever goes on by keys sees where they are; the page itself stays where it is.
  useEffect(() => {
    const [all, one] = [list.current, list.current?.children[at]]
    if (all && one instanceof HTMLElement) all.scrollTop = one.offsetTop - all.clientHeight / 2
  }, [at])
  return (
    <div className={css.queue}>
      <Card title={t('insightDeciding.list')} note={f.whole(items.length)} flush>
        <ol ref={list} className={css.list}>
          {items.map((item, place) => (
            <li key={item.id}>
              <button type="button" aria-current={place === at} onClick={() => go(place)}>
                <bdi>{nameIn(item, f.language) || t('library.unnamed')}</bdi>
                {item.work.waitsSince === null ? null : (
                  <small>
                    <Since at={item.work.waitsSince} />
                  </small>
                )}
              </button>
            </li>
          ))}
        </ol>
      </Card>
    </div>
  )
}
