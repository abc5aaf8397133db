// A block by its name. A further block is one component and one line here and in blocks.ts.
import type { ComponentType } from 'react'
import { AuditNews, MemberBlock } from './blocks/AdminBlocks.tsx'
import { Calls } from './blocks/Calls.tsx'
import { Accounts, Handovers, Renewals, Trouble } from './blocks/CustomerBlocks.tsx'
import { Refused, SchemaNews, SourceHealth } from './blocks/DataBlocks.tsx'
import { Changed, KeyFigures, Results, Trends } from './blocks/FigureBlocks.tsx'
import { HeldBack, MyFlows } from './blocks/FlowBlocks.tsx'
import { LaidBeforeMe, Unaddressed } from './blocks/InsightBlocks.tsx'
import { Needs } from './blocks/Needs.tsx'
import { RecentlyOpened } from './blocks/RecentlyOpened.tsx'
import { SafetyBlock } from './blocks/SafetyBlock.tsx'
import type { Block } from './blocks.ts'
import { FirstSteps } from './first-steps/FirstSteps.tsx'

const components: Readonly<Record<Exclude<Block, 'steps'>, ComponentType>> = {
  calls: Calls,
  laid: LaidBeforeMe,
  unaddressed: Unaddressed,
  needs: Needs,
  changed: Changed,
  trends: Trends,
  results: Results,
  figures: KeyFigures,
  flows: MyFlows,
  held: HeldBack,
  sources: SourceHealth,
  schema: SchemaNews,
  refused: Refused,
  trouble: Trouble,
  accounts: Accounts,
  renewals: Renewals,
  handovers: Handovers,
  safety: SafetyBlock,
  members: MemberBlock,
  audit: AuditNews,
  opened: RecentlyOpened,
}

/** The block. */
export function BlockOf({ block, asked }: { block: Block; asked: boolean }) {
  if (block === 'steps') return <FirstSteps asked={asked} />
  const Shown = components[block]
  return <Shown />
}
