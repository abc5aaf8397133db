// All flows with their state.
import { IconArrowFork } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { flowsQuery } from '../app/data.ts'
import { Card } from '../parts/Card.tsx'
import { Page } from '../parts/Page.tsx'
import { Answer, Empty } from '../parts/states.tsx'
import { Table, tableCss } from '../parts/Table.tsx'
import { useWords } from '../words/use.ts'
import { FlowStatusMark } from './FlowStatusMark.tsx'

/** The screen. */
export function FlowList() {
  const { t, f } = useWords()
  const query = useQuery(flowsQuery)
  return (
    <Page title={t('flow.title')}>
      <Answer query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <NoFlows />
          ) : (
            <Card title={t('flow.title')} note={f.whole(items.length)} flush>
              <Table
                label={t('flow.title')}
                head={[t('flow.list.name'), t('flow.list.status'), t('flow.list.version'), t('flow.list.updated')]}
              >
                {items.map(({ id, name, status, version, updatedAt }) => (
                  <tr key={id}>
                    <td>
                      <Link to="/flows/$flowId" params={{ flowId: id }}>
                        {name}
                      </Link>
                    </td>
                    <td>
                      <FlowStatusMark status={status} />
                    </td>
                    <td className="figures">{version === 0 ? t('flow.list.never') : f.whole(version)}</td>
                    <td className={tableCss.muted}>
                      <time dateTime={updatedAt}>{f.instant(Date.parse(updatedAt))}</time>
                    </td>
                  </tr>
                ))}
              </Table>
            </Card>
          )
        }
      </Answer>
    </Page>
  )
}

function NoFlows() {
  const { t } = useWords()
  return (
    <Empty
      icon={IconArrowFork}
      title={t('flow.list.none')}
      action={
        <a href="/api/docs" target="_blank" rel="noreferrer">
          {t('control.flows.docs')}
        </a>
      }
    >
      <p>{t('flow.list.noneText')}</p>
    </Empty>
  )
}
