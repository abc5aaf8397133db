// The way to the links of an insight, for those who may share it.
import { IconShare2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useMay } from '../../app/member.ts'
import { Button } from '../../parts/Button.tsx'
import { useCommands } from '../../shell/use-commands.ts'
import { useWords } from '../../words/use.ts'
import { LinkDialog } from './LinkDialog.tsx'

type Given = { readonly insight: string; readonly title: string; readonly departmentId: string | null }

/** The button, with what it opens. @param departmentId - the unit in charge of the insight. */
export function LinkButton({ departmentId, ...given }: Given) {
  const may = useMay()('atlas.share', { ownerId: departmentId })
  return may ? <Sharing {...given} /> : null
}

function Sharing({ insight, title }: Omit<Given, 'departmentId'>) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const label = t('sharing.title', { name: title })
  useCommands([{ id: 'insight.share', label, group: 'here', run: () => setOpen(true) }])
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <IconShare2 size={16} stroke={1.7} aria-hidden />
        {t('insightLink.share')}
      </Button>
      {open ? <LinkDialog insight={insight} title={title} close={() => setOpen(false)} /> : null}
    </>
  )
}
