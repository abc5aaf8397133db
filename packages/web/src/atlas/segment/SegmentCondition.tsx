// Who belongs to a segment: a condition on what is known of a customer, kept when one says so. Counts nobody itself.
import type { AtlasRecord, Condition, Json } from '@lotse/protocol'
import { useState } from 'react'
import { useMay } from '../../app/member.ts'
import { ConditionEditor } from '../../conditions/ConditionEditor.tsx'
import { CountOf } from '../../conditions/Count.tsx'
import { beyondProfile } from '../../conditions/profile.ts'
import { Reading } from '../../conditions/ReadingText.tsx'
import { parsedText, printedText } from '../../conditions/text.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { useWords } from '../../words/use.ts'
import type { Keeping } from '../RecordFields.tsx'
import css from './segment.module.css'

type Given = {
  readonly segment: AtlasRecord
  readonly mayEdit: boolean
  readonly keep: Pick<Keeping, 'set'>
}

/** The card. */
export function SegmentCondition({ segment, mayEdit, keep }: Given) {
  const { t } = useWords()
  const kept = keptText(segment)
  return (
    <Card title={t('segments.title')} note={t('segments.note')}>
      {mayEdit ? (
        // What others keep meanwhile comes in.
        <Editing key={kept} kept={kept} keep={keep} />
      ) : (
        <p>{kept === '' ? t('segments.none') : <Reading text={kept} />}</p>
      )}
    </Card>
  )
}

function Editing({ kept, keep }: { readonly kept: string; readonly keep: Given['keep'] }) {
  const { t } = useWords()
  const may = useMay()('customers.read')
  const [text, setText] = useState<string | null>(kept)
  const condition = text === null ? undefined : parsedText(text).condition
  const beyond = condition !== undefined && beyondProfile(condition)
  const bad = text === null || beyond
  return (
    <div className="stack">
      <ConditionEditor text={kept} change={setText} about="profile" />
      {beyond ? <Notice kind="attention">{t('segments.beyond')}</Notice> : null}
      <div className={css.foot}>
        <Button kind="primary" disabled={bad || text === kept} onClick={() => keep.set('condition', asJson(condition))}>
          {t('segments.keep')}
        </Button>
        {may ? <CountOf filters={bad || text === '' ? undefined : { cond: text }} /> : null}
      </div>
      <p className="quiet">{t('segments.measure')}</p>
    </div>
  )
}

/** The condition as text, as the record has it; the server keeps none that cannot be read. */
function keptText({ fields: { condition = null } }: AtlasRecord): string {
  return condition === null ? '' : printedText(JSON.parse(JSON.stringify(condition)) as Condition)
}

const asJson = (condition: Condition | undefined): Json =>
  condition === undefined ? null : (JSON.parse(JSON.stringify(condition)) as Json)
