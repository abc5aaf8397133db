// The words a company agreed on: taxonomies with their terms, definitions, synonyms, what replaced what; and where something is said otherwise.
import type { ShownRecord } from '@lotse/protocol'
import { IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../app/member.ts'
import { nameIn, textIn } from '../../canvas/texts.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Page } from '../../parts/Page.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { Table } from '../../parts/Table.tsx'
import { Tabs } from '../../parts/Tabs.tsx'
import { useWords } from '../../words/use.ts'
import { AtlasTabs } from '../AtlasTabs.tsx'
import { vocabularyQuery } from '../data.ts'
import { NewTaxonomy } from './NewTaxonomy.tsx'
import { NewTerm } from './NewTerm.tsx'
import { ReplaceTerm } from './ReplaceTerm.tsx'
import { TermFlags } from './TermFlags.tsx'
import { TermName } from './TermName.tsx'
import css from './terms.module.css'
import { type Agreed, agreedIn, replacedBy } from './vocabulary.ts'

/** What is open over the page. */
type Open =
  | { readonly what: 'taxonomy' }
  | { readonly what: 'term'; readonly under: Agreed<ShownRecord> }
  | { readonly what: 'replace'; readonly term: ShownRecord }

/** The screen. */
export function TermsPage() {
  const { t } = useWords()
  const { show } = useSearch({ from: '/shell/journeys/terms' })
  const mayManage = useMay()('terms.manage')
  const [open, setOpen] = useState<Open | null>(null)
  const query = useQuery(vocabularyQuery)
  const create = mayManage ? (
    <Button onClick={() => setOpen({ what: 'taxonomy' })}>{t('terms.newTaxonomy')}</Button>
  ) : undefined
  return (
    <Page title={t('terms.title')} actions={create}>
      <AtlasTabs current="/journeys/terms" />
      <Tabs
        label={t('terms.views')}
        tabs={[
          { link: { to: '/journeys/terms' }, label: t('terms.agreed'), current: show !== 'flags' },
          {
            link: { to: '/journeys/terms', search: { show: 'flags' } },
            label: t('terms.flags'),
            current: show === 'flags',
          },
        ]}
      />
      <Answer query={query}>
        {(vocabulary) =>
          vocabulary.taxonomies.length === 0 ? (
            <Empty icon={IconTags} title={t('terms.none')} action={create}>
              <p>{t('terms.noneText')}</p>
            </Empty>
          ) : show === 'flags' ? (
            <TermFlags vocabulary={vocabulary} />
          ) : (
            <Vocabulary vocabulary={vocabulary} open={mayManage ? setOpen : null} />
          )
        }
      </Answer>
      <Over open={open} close={() => setOpen(null)} terms={query.data?.terms ?? []} />
    </Page>
  )
}

type OverGiven = { readonly open: Open | null; readonly close: () => void; readonly terms: readonly ShownRecord[] }

function Over({ open, close, terms }: OverGiven) {
  const taxonomies = useQuery(vocabularyQuery).data?.taxonomies ?? []
  switch (open?.what) {
    case 'taxonomy':
      return <NewTaxonomy close={close} />
    case 'term':
      return <NewTerm under={open.under} close={close} />
    case 'replace':
      return <ReplaceTerm term={open.term} vocabulary={{ taxonomies, terms }} close={close} />
    default:
      return null
  }
}

type VocabularyGiven = {
  readonly vocabulary: { readonly taxonomies: readonly ShownRecord[]; readonly terms: readonly ShownRecord[] }
  /** Null for who may only read. */
  readonly open: ((open: Open) => void) | null
}

function Vocabulary({ vocabulary, open }: VocabularyGiven) {
  const { t, f } = useWords()
  return agreedIn(vocabulary, f.language).map((under) => (
    <Card
      key={under.taxonomy.id}
      flush
      title={
        <Link to="/journeys/library/$recordId" params={{ recordId: under.taxonomy.id }}>
          <bdi>{nameIn(under.taxonomy, f.language) || t('library.unnamed')}</bdi>
        </Link>
      }
      note={t(under.taxonomy.fields['policy'] === 'refuse' ? 'terms.refuses' : 'terms.flagging')}
      side={open && <Button onClick={() => open({ what: 'term', under })}>{t('terms.newTerm')}</Button>}
    >
      {under.terms.length === 0 ? (
        <p className={css.bare}>{t('terms.noTerms')}</p>
      ) : (
        <Terms under={under} all={vocabulary.terms} open={open} />
      )}
    </Card>
  ))
}

type TermsGiven = Pick<VocabularyGiven, 'open'> & {
  readonly under: Agreed<ShownRecord>
  readonly all: readonly ShownRecord[]
}

function Terms({ under, all, open }: TermsGiven) {
  const { t, f } = useWords()
  const head = [t('terms.term'), t('terms.definition'), t('terms.synonyms'), ...(open === null ? [] : [''])]
  return (
    <Table label={nameIn(under.taxonomy, f.language)} head={head} stacks>
      {under.terms.map((term) => {
        const instead = all.find(({ id }) => id === replacedBy(term))
        return (
          <tr key={term.id}>
            <td>
              <TermName term={term} />
              {instead === undefined ? null : (
                <StateMark tone="plain">{t('terms.nowCalled', { name: nameIn(instead, f.language) })}</StateMark>
              )}
            </td>
            <Said text={textIn(term, 'about', f.language).text} />
            <Said text={textIn(term, 'synonyms', f.language).text} />
            {open === null ? null : (
              <td>
                <Button
                  kind="quiet"
                  aria-label={t('terms.replaceNamed', { name: nameIn(term, f.language) })}
                  onClick={() => open({ what: 'replace', term })}
                >
                  {t('terms.replace')}
                </Button>
              </td>
            )}
          </tr>
        )
      })}
    </Table>
  )
}

/** What is said of a term; a place with nothing in it is left out where rows are stacked. */
const Said = ({ text }: { readonly text: string }) => <td>{text === '' ? null : <bdi>{text}</bdi>}</td>
