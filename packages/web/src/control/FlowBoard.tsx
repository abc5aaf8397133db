// Every flow that lives, with its people at each step.
import type { LiveFlow } from '@lotse/protocol'
import { IconArrowFork } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { flowQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { FlowDiagram } from '../flows/FlowDiagram.tsx'
import { FlowStatusMark } from '../flows/FlowStatusMark.tsx'
import { ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Answer, Empty } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import css from './control.module.css'

/** The flows one below the other, live ones first. Drafts and archived ones stand in the list of flows. */
export function FlowBoard({ flows }: { flows: readonly LiveFlow[] }) {
  const { t } = useWords()
  const may = useMay()
  const shown = flows.filter(({ status }) => status === 'published' || status === 'paused')
  if (shown.length === 0)
    return (
      <Card title={t('control.flows.title')}>
        <Empty
          icon={IconArrowFork}
          title={t('control.flows.none')}
          action={may('flows.edit') ? <ButtonLink to="/flows/new">{t('control.flows.make')}</ButtonLink> : undefined}
        >
          <p>{t('control.flows.noneText')}</p>
        </Empty>
      </Card>
    )
  return (
    <div className={css.flows}>
      {shown.map((flow) => (
        <FlowCard key={flow.id} flow={flow} />
      ))}
    </div>
  )
}

function FlowCard({ flow }: { flow: LiveFlow }) {
  const { t, f } = useWords()
  const query = useQuery(flowQuery(flow.id, flow.version))
  const figures = { entered: f.whole(flow.entered), active: f.whole(flow.active), ended: f.whole(flow.ended) }
  return (
    <Card
      flush
      title={
        <Link to="/flows/$flowId" params={{ flowId: flow.id }} className={css.name}>
          {flow.name}
        </Link>
      }
      note={
        <>
          <FlowStatusMark status={flow.status} /> <span className="figures">{t('control.flows.figures', figures)}</span>
        </>
      }
    >
      <Answer query={query}>
        {({ published, draft }) => <FlowDiagram document={published ?? draft} numbers={flow} />}
      </Answer>
    </Card>
  )
}
