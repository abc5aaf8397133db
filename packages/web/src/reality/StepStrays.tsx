// Where runs strayed at one step, and the customers behind: one card in which the list of people takes the place of the list of deviations.
import type { ShownJourneyNumbers } from '@lotse/protocol'
import { useMay } from '../app/member.ts'
import { Card } from '../parts/Card.tsx'
import { useWords } from '../words/use.ts'
import { CustomersBehind } from './CustomersBehind.tsx'
import { Deviations } from './Deviations.tsx'
import type { NameOf } from './names.ts'
import { behindOf, behindText, rankedOf } from './ranking.ts'

type Given = {
  readonly journey: string
  readonly step: string
  readonly numbers: Pick<ShownJourneyNumbers, 'deviations' | 'steps'>
  readonly bound: ReadonlySet<string>
  readonly nameOf: NameOf
  readonly segment: string | undefined
  /** Whose customers are listed, as the address says it. */
  readonly behind: string | undefined
  readonly change: (more: { readonly behind: string | undefined }) => void
}

/** The card. */
export function StepStrays({ journey, step, numbers, bound, nameOf, segment, behind: asked, change }: Given) {
  const { t } = useWords()
  const may = useMay()('customers.read')
  const behind = behindOf(asked)
  const shown = may && behind?.step === step ? behind : null
  const { steps, deviations } = numbers
  const ranked = rankedOf({ steps, deviations: deviations.filter((one) => one.step === step) }, bound)
  return (
    <Card title={t('reality.strays')} note={t('stepPage.straysNote')}>
      {shown === null ? (
        <Deviations ranked={ranked} nameOf={nameOf} open={may ? (one) => change({ behind: behindText(one) }) : null} />
      ) : (
        <CustomersBehind {...{ journey, nameOf, segment }} behind={shown} back={() => change({ behind: undefined })} />
      )}
    </Card>
  )
}
