// A journey as a file, in every form in which it leaves. The browser fetches it; nothing is made here.
import type { OperationInput } from '@lotse/protocol'
import { Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { pathOf } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../words/use.ts'

/** A way out: where the file is, and what it is called and for. */
type Way = { readonly href: string; readonly name: string; readonly about: string }

/** The ways out of a journey. `content`: the language of texts in pictures. */
export function JourneyExport({ journey, content }: { journey: string; content: string }) {
  const { t, f } = useWords()
  const href = (query: OperationInput<'exportJourney'>['query']) =>
    pathOf('/api/v1/atlas/journeys/{id}/export', { id: journey }, { ...query, language: f.language })
  const ways: Way[] = [
    { href: href({ format: 'xlsx' }), name: 'Excel', about: t('exchange.asTable') },
    { href: href({ format: 'csv' }), name: 'CSV', about: t('exchange.asTable') },
    { href: href({ format: 'pdf', content }), name: 'PDF', about: t('exchange.byPhase', { paper: 'A4' }) },
    { href: href({ format: 'pdf', content, paper: 'A3' }), name: 'PDF', about: t('exchange.byPhase', { paper: 'A3' }) },
    { href: href({ format: 'svg', content }), name: 'SVG', about: t('exchange.asPicture') },
    { href: href({ format: 'json' }), name: 'JSON', about: t('exchange.whole') },
    { href: href({ format: 'cjml', content }), name: 'CJML', about: t('exchange.otherTools') },
  ]
  return (
    <Menu position="bottom-end" shadow="none">
      <Menu.Target>
        <Button>
          <IconDownload size={16} stroke={1.7} aria-hidden />
          {t('exchange.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ways.map(({ href, name, about }) => (
          <Menu.Item key={href} component="a" href={href} download>
            {name} · {about}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
