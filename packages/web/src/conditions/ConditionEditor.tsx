// Edits a condition as fields and as text side by side; both always say the same. Hands on what can be read, and nothing else.
import type { Condition } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import type { Translate } from '../words/index.ts'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import css from './conditions.module.css'
import { vocabularyQuery } from './data.ts'
import { type About, Adders, GroupPart } from './Part.tsx'
import type { Offers } from './RowFields.tsx'
import { readingOf } from './reading.ts'
import { groupOf } from './rows.ts'
import { TextForm } from './TextForm.tsx'
import { type Parsed, parsedText, printedText } from './text.ts'

/**
 * The editor.
 *
 * @param about - `profile`: what happened is not asked for.
 * @param text - the condition as text; empty: none yet.
 * @param change - called with each text that can be read, and with an empty one when there is no condition any more; null while the
 *   text cannot be read.
 */
export function ConditionEditor({ text: given, change, about = 'customer' }: Given) {
  const { t, f } = useWords()
  const { data: vocabulary } = useQuery(vocabularyQuery)
  const [text, setText] = useState(given)
  const parsed = parsedText(text)
  const typed = (next: string) => {
    setText(next)
    const { condition, problem } = parsedText(next)
    change(condition === undefined && problem !== null ? null : next.trim())
  }
  const set = (condition: Condition | null) => typed(condition === null ? '' : printedText(condition))
  const offers = { vocabulary, properties: [] }
  return (
    <div className={css.editor}>
      <div className={css.fields}>
        {parsed.condition === undefined ? (
          <Nothing about={about} broken={parsed.problem !== null} offers={offers} set={set} />
        ) : (
          <GroupPart
            group={groupOf(parsed.condition) ?? { join: 'all', parts: [parsed.condition] }}
            change={set}
            offers={offers}
            about={about}
          />
        )}
      </div>
      <TextForm text={text} change={typed} vocabulary={vocabulary} error={errorOf(t, parsed)} />
      <p className={css.reading} aria-live="polite">
        {parsed.condition === undefined ? '' : t('conditions.reading', { text: readingOf({ t, f }, parsed.condition) })}
      </p>
    </div>
  )
}

type Given = {
  readonly text: string
  readonly change: (text: string | null) => void
  readonly about?: Exclude<About, 'event'>
}

function Nothing({
  about,
  broken,
  offers,
  set,
}: {
  about: Exclude<About, 'event'>
  broken: boolean
  offers: Offers
  set: (condition: Condition) => void
}) {
  const { t } = useWords()
  if (broken) return <p className={css.help}>{t('conditions.broken', { detail: t('conditions.textForm') })}</p>
  return (
    <div className={css.nothing}>
      <p>{t(about === 'profile' ? 'conditions.emptyProfile' : 'conditions.empty')}</p>
      <Adders about={about} offers={offers} add={set} />
      <Button kind="quiet" onClick={() => set(exampleOf(about, offers))}>
        {t('conditions.example')}
      </Button>
    </div>
  )
}

function exampleOf(about: About, { vocabulary }: Offers): Condition {
  const known = { exists: { identity: 'email' } }
  if (about === 'profile') {
    const trait = vocabulary?.traits.find(({ values }) => values.length > 0)
    const left = { trait: trait?.path ?? 'plan' }
    return { all: [{ op: 'eq', left, right: { literal: trait?.values[0] ?? 'gold' } }, known] }
  }
  const event = vocabulary?.events[0]?.name ?? 'Order Completed'
  return {
    all: [{ op: 'ge', left: { aggregate: { fn: 'count', event, within: '30d' } }, right: { literal: 2 } }, known],
  }
}

/** Why a text cannot be read, with the place; null where it can. */
export function errorOf(t: Translate, { problem }: Parsed): string | null {
  if (!problem) return null
  const { position, expected, found } = problem.facts
  if (typeof position === 'number')
    return t('conditions.syntax', { position: position + 1, expected: String(expected), found: String(found) })
  return t('conditions.broken', { detail: problemText(t, problem) })
}
