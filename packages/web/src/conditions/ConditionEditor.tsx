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
import { Adders, GroupPart } from './Part.tsx'
import { readingOf } from './reading.ts'
import { groupOf } from './rows.ts'
import { TextForm } from './TextForm.tsx'
import { type Parsed, parsedText, printedText } from './text.ts'

/**
 * The editor.
 *
 * @param text - the condition as text; empty: none yet.
 * @param change - called with each text that can be read, and with an empty one when there is no condition any more; null while the
 *   text cannot be read.
 */
export function ConditionEditor({ text: given, change }: { text: string; change: (text: string | null) => void }) {
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
          <Nothing broken={parsed.problem !== null} offers={offers} set={set} />
        ) : (
          <GroupPart
            group={groupOf(parsed.condition) ?? { join: 'all', parts: [parsed.condition] }}
            change={set}
            offers={offers}
            about="customer"
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

function Nothing({
  broken,
  offers,
  set,
}: {
  broken: boolean
  offers: Parameters<typeof Adders>[0]['offers']
  set: (condition: Condition) => void
}) {
  const { t } = useWords()
  if (broken) return <p className={css.help}>{t('conditions.broken', { detail: t('conditions.textForm') })}</p>
  const event = offers.vocabulary?.events[0]?.name ?? 'Order Completed'
  const example: Condition = {
    all: [
      { op: 'ge', left: { aggregate: { fn: 'count', event, within: '30d' } }, right: { literal: 2 } },
      { exists: { identity: 'email' } },
    ],
  }
  return (
    <div className={css.nothing}>
      <p>{t('conditions.empty')}</p>
      <Adders about="customer" offers={offers} add={set} />
      <Button kind="quiet" onClick={() => set(example)}>
        {t('conditions.example')}
      </Button>
    </div>
  )
}

/** Why a text cannot be read, with the place; null where it can. */
export function errorOf(t: Translate, { problem }: Parsed): string | null {
  if (!problem) return null
  const { position, expected, found } = problem.facts
  if (typeof position === 'number')
    return t('conditions.syntax', { position: position + 1, expected: String(expected), found: String(found) })
  return t('conditions.broken', { detail: problemText(t, problem) })
}
