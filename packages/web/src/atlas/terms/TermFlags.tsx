// What is said otherwise than agreed, record by record, each with what to do about it.
import type { TermFlag } from '@lotse/protocol'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { call } from '../../api.ts'
import { KindIcon } from '../../canvas/KindIcon.tsx'
import { nameIn } from '../../canvas/texts.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { usePages } from '../../parts/pages.ts'
import { Empty, Failure, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/Table.tsx'
import { useWords } from '../../words/use.ts'
import { calledIn } from '../called.ts'
import { whereOf } from '../where.ts'
import css from './terms.module.css'
import type { Vocabulary } from './vocabulary.ts'

const PAGE = 100

/** The list. */
export function TermFlags({ vocabulary }: { vocabulary: Vocabulary }) {
  const { t } = useWords()
  const pages = usePages(['records', 'flags'], (cursor, signal) =>
    call('listTermFlags', { query: { cursor, limit: PAGE } }, signal),
  )
  if (pages.data === undefined)
    return pages.isError ? <Failure failure={pages.error} retry={() => void pages.refetch()} /> : <Loading />
  if (pages.data.length === 0 && !pages.hasNextPage)
    return (
      <Empty icon={IconCircleCheck} title={t('terms.noFlags')}>
        <p>{t('terms.noFlagsText')}</p>
      </Empty>
    )
  return (
    <Card flush title={t('terms.flags')} note={t('terms.flagsNote')}>
      <Table label={t('terms.flags')} head={[t('terms.record'), t('terms.wrong')]} stacks>
        {pages.data.map((flag) => (
          <Flag key={flag.id} flag={flag} vocabulary={vocabulary} />
        ))}
      </Table>
      {pages.hasNextPage ? (
        <p className={css.bare}>
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('terms.moreFlags')}
          </Button>
        </p>
      ) : null}
    </Card>
  )
}

function Flag({ flag, vocabulary }: { flag: TermFlag; vocabulary: Vocabulary }) {
  const { t, f } = useWords()
  const known = [...vocabulary.terms, ...vocabulary.taxonomies]
  const nameOf = (id: string | null) =>
    nameIn(
      known.find((one) => one.id === id),
      f.language,
    ) || t('library.unnamed')
  return (
    <tr>
      <td>
        <span className={css.flagged}>
          <KindIcon kind={flag.kind} size={15} />
          <Link {...whereOf(flag)}>
            <bdi>{calledIn(flag.name, f.language) || t('library.unnamed')}</bdi>
          </Link>
        </span>
      </td>
      <td>
        <ul>
          {flag.faults.map(({ what, term, taxonomy, instead }) => (
            <li key={`${what} ${taxonomy} ${term}`}>
              <bdi>
                {t(`terms.fault.${what}`, {
                  term: nameOf(term),
                  taxonomy: nameOf(taxonomy),
                  instead: nameOf(instead),
                })}
              </bdi>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}
