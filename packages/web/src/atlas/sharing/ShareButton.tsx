// The way to the links of a journey, for those who may share it. Whether they are shown stands in the address.
import { IconShare2 } from '@tabler/icons-react'
import { useMay } from '../../app/member.ts'
import { Button } from '../../parts/Button.tsx'
import { useCommands } from '../../shell/use-commands.ts'
import { useWords } from '../../words/use.ts'
import { useAddress } from '../use-address.ts'
import { ShareDialog } from './ShareDialog.tsx'

type Given = { readonly journey: string; readonly title: string; readonly ownerId: string | null }

/** The button, with what it opens. */
export function ShareButton({ ownerId, ...given }: Given) {
  const may = useMay()('atlas.share', { ownerId })
  return may ? <Sharing {...given} /> : null
}

function Sharing({ journey, title }: Omit<Given, 'ownerId'>) {
  const { t } = useWords()
  const { search, change } = useAddress()
  const open = () => change({ share: 'on' })
  useCommands([{ id: 'journey.share', label: t('sharing.title', { name: title }), group: 'here', run: open }])
  return (
    <>
      <Button onClick={open}>
        <IconShare2 size={16} stroke={1.7} aria-hidden />
        {t('sharing.share')}
      </Button>
      {search.share === 'on' ? (
        <ShareDialog journey={journey} title={title} close={() => change({ share: undefined })} />
      ) : null}
    </>
  )
}
