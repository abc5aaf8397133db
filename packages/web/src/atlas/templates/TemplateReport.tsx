// Templates of journeys, and how far the journeys made from each have moved away from it. Each leads into its map.
import { IconTemplate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { call } from '../../api.ts'
import { useMay, useMe } from '../../app/member.ts'
import { nameIn } from '../../canvas/texts.ts'
import { useOwnerFilter, useOwnerName, useUnits } from '../../owners/use-units.ts'
import { ButtonLink } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Page } from '../../parts/Page.tsx'
import { Select } from '../../parts/Select.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { Table, tableCss } from '../../parts/Table.tsx'
import { withinOf } from '../../settings/unit-tree.ts'
import { useWords } from '../../words/use.ts'
import { AtlasTabs } from '../AtlasTabs.tsx'
import css from '../atlas.module.css'
import { calledIn } from '../called.ts'
import { templatesQuery } from './data.ts'

/** The screen. */
export function TemplateReport() {
  const { t, f } = useWords()
  const query = useQuery(templatesQuery)
  return (
    <Page title={t('origins.title')} actions={<ButtonLink to="/journeys/new">{t('journeys.create')}</ButtonLink>}>
      <AtlasTabs current="/journeys/templates" />
      <Answer query={query}>
        {(templates) =>
          templates.length === 0 ? (
            <Nothing />
          ) : (
            <>
              <Narrowing />
              {templates.map((template) => (
                <OneTemplate key={template.id} id={template.id} name={nameIn(template, f.language)} />
              ))}
            </>
          )
        }
      </Answer>
    </Page>
  )
}

function Nothing() {
  const { t } = useWords()
  const action = useMay()('atlas.edit') ? <ButtonLink to="/journeys">{t('origins.choose')}</ButtonLink> : undefined
  return (
    <Empty icon={IconTemplate} title={t('origins.none')} action={action}>
      <p>{t('origins.noneText')}</p>
    </Empty>
  )
}

function Narrowing() {
  const { t } = useWords()
  const { owner } = useSearch({ from: '/shell/journeys/templates' })
  const navigate = useNavigate({ from: '/journeys/templates' })
  const filter = useOwnerFilter()
  return (
    <div className={css.narrowing}>
      <Select
        label={filter.label}
        value={owner ?? ''}
        onChange={({ currentTarget: { value } }) =>
          void navigate({ search: { owner: value || undefined }, replace: true, resetScroll: false })
        }
        choices={[{ value: '', label: t('list.any') }, ...(filter.kind === 'choice' ? filter.choices : [])]}
      />
    </div>
  )
}

/** Whether a unit, or nobody, is one of those that the address asks for. */
function useIsAsked(): (ownerId: string | null) => boolean {
  const { owner } = useSearch({ from: '/shell/journeys/templates' })
  const units = useUnits()
  const mine = useMe().units
  if (owner === undefined) return () => true
  if (owner === 'none') return (ownerId) => ownerId === null
  const roots = owner === 'mine' ? mine.map(({ id }) => id) : [owner]
  const within = new Set(roots.flatMap((id) => [...withinOf(units, id)]))
  return (ownerId) => ownerId !== null && within.has(ownerId)
}

function OneTemplate({ id, name }: { id: string; name: string }) {
  const { t } = useWords()
  const query = useQuery({
    queryKey: ['journeys', 'deviations', id],
    queryFn: async ({ signal }) => (await call('listDeviations', { params: { id } }, signal)).items,
  })
  const isAsked = useIsAsked()
  return (
    <Card
      title={name || t('journeys.unnamed')}
      side={
        <Link to="/journeys/$journeyId" params={{ journeyId: id }}>
          {t('origins.open')}
        </Link>
      }
      flush
    >
      <Answer query={query}>{(items) => <Copies items={items.filter(({ ownerId }) => isAsked(ownerId))} />}</Answer>
    </Card>
  )
}

const changes = ['added', 'removed', 'moved', 'changed'] as const

type Copy = Awaited<ReturnType<typeof call<'listDeviations'>>>['items'][number]

function Copies({ items }: { items: readonly Copy[] }) {
  const { t, f } = useWords()
  const ownerName = useOwnerName()
  if (items.length === 0) return <p className={css.bare}>{t('origins.noCopies')}</p>
  return (
    <Table
      label={t('origins.copies')}
      head={[
        t('journeys.name'),
        t('owners.label'),
        ...changes.map((one) => ({ figures: t(`origins.${one}`) })),
        t('origins.state'),
      ]}
      stacks
    >
      {items.map((item) => {
        const far = changes.reduce((sum, one) => sum + item[one], 0)
        return (
          <tr key={item.journey}>
            <td>
              <Link to="/journeys/$journeyId" params={{ journeyId: item.journey }}>
                <bdi>{calledIn(item.name, f.language) || t('journeys.unnamed')}</bdi>
              </Link>
            </td>
            <td>
              <bdi>{ownerName(item.ownerId)}</bdi>
            </td>
            {changes.map((one) => (
              <td key={one} className={tableCss.figures}>
                {f.whole(item[one])}
              </td>
            ))}
            <td>
              <StateMark tone={far === 0 ? 'proof' : 'attention'}>
                {far === 0 ? t('origins.same') : t('origins.apart', { count: far, formatted: f.whole(far) })}
              </StateMark>
            </td>
          </tr>
        )
      })}
    </Table>
  )
}
