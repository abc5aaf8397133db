// Insights that have to do with this one: those it names, and those that name it. Each leads to its page.
import type { AtlasRecord } from '@lotse/protocol'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call } from '../../api.ts'
import { ChoiceMark } from '../../atlas/ChoiceMark.tsx'
import type { Keeping } from '../../atlas/RecordFields.tsx'
import { ReferenceField } from '../../atlas/ReferenceField.tsx'
import { nameIn } from '../../canvas/texts.ts'
import { Card } from '../../parts/Card.tsx'
import { useWords } from '../../words/use.ts'
import css from './page.module.css'

const NAMING_MAX = 100

/** Insights that name one. */
const namingQuery = (id: string) =>
  queryOptions({
    queryKey: ['records', 'naming', id],
    queryFn: async ({ signal }) =>
      (await call('listRecords', { query: { kind: 'insight', uses: id, limit: NAMING_MAX } }, signal)).items,
  })

type Given = { readonly record: AtlasRecord; readonly mayEdit: boolean; readonly keep: Keeping }

/** The card. */
export function Related({ record, mayEdit, keep }: Given) {
  const { t, f } = useWords()
  const value = record.fields['related'] ?? []
  const named = (Array.isArray(value) ? value : []).filter((id) => typeof id === 'string')
  const naming = (useQuery(namingQuery(record.id)).data ?? []).filter(({ id }) => !named.includes(id))
  return (
    <Card title={t('insightPage.related.title')}>
      <div className="stack">
        {named.length === 0 && naming.length === 0 && !mayEdit ? (
          <p className="quiet">{t('insightPage.related.none')}</p>
        ) : null}
        <ReferenceField
          label={t('insightPage.related.named')}
          kinds={['insight']}
          named={named}
          single={false}
          language={f.language}
          mayEdit={mayEdit}
          choose={(ids) => keep.set('related', ids.filter((id) => id !== record.id) as string[])}
        />
        {naming.length === 0 ? null : (
          <div>
            <h3 className={css.small}>{t('insightPage.related.naming')}</h3>
            <ul className={css.list}>
              {naming.map((one) => (
                <li key={one.id} className={css.line}>
                  <ChoiceMark record={one} field="sort" />
                  <Link to="/insights/$insightId" params={{ insightId: one.id }}>
                    <bdi>{nameIn(one, f.language) || t('library.unnamed')}</bdi>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  )
}
