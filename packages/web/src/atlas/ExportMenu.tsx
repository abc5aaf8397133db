// A journey as a file, in every form in which it leaves, and the way in. The server makes the files; only PNG is drawn here.
import type { OperationInput } from '@lotse/protocol'
import { Menu } from '@mantine/core'
import { IconDownload, IconFileImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { pathOf } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { editionsQuery } from './data.ts'
import { savePng } from './picture.ts'

type Given = {
  readonly journey: string
  /** The language of texts in pictures. */
  readonly content: string
}

/** The ways out of a journey, and into it. */
export function JourneyExport({ journey, content }: Given) {
  const { t, f } = useWords()
  const may = useMay()
  const mayEdit = may('atlas.edit')
  const measured = (useQuery(editionsQuery(journey)).data?.length ?? 0) > 0
  const navigate = useNavigate()
  const { sayFailure } = useUndo()
  const [drawing, setDrawing] = useState(false)
  const href = (query: OperationInput<'exportJourney'>['query']) =>
    pathOf('/api/v1/atlas/journeys/{id}/export', { id: journey }, { ...query, language: f.language })
  const way = (name: string, about: string, query: OperationInput<'exportJourney'>['query']) => (
    <Menu.Item component="a" href={href(query)} download>
      {named(name, about)}
    </Menu.Item>
  )
  const draw = () => {
    setDrawing(true)
    void savePng(href({ format: 'svg', content }))
      .catch(sayFailure)
      .finally(() => setDrawing(false))
  }
  return (
    <Menu position="bottom-end" shadow="none">
      <Menu.Target>
        <Button busy={drawing}>
          <IconDownload size={16} stroke={1.7} aria-hidden />
          {t('exchange.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('exchange.toShow')}</Menu.Label>
        {way('PDF A4', t('exchange.byPhase'), { format: 'pdf', content, paper: 'A4' })}
        {way('PDF A3', t('exchange.byPhase'), { format: 'pdf', content, paper: 'A3' })}
        <Menu.Item onClick={draw}>{named('PNG', t('exchange.forSlides'))}</Menu.Item>
        {way('SVG', t('exchange.anySize'), { format: 'svg', content })}
        <Menu.Label>{t('exchange.toWork')}</Menu.Label>
        {way('Excel', t('exchange.asTable'), { format: 'xlsx' })}
        {way('CSV', t('exchange.asTable'), { format: 'csv' })}
        {measured ? <FiguresItem journey={journey} /> : null}
        <Menu.Label>{t('exchange.toHandOn')}</Menu.Label>
        {way('JSON', t('exchange.whole'), { format: 'json' })}
        {way('CJML', t('exchange.otherTools'), { format: 'cjml', content })}
        {may('customers.read') && measured ? (
          <Menu.Item
            component="a"
            href={pathOf('/api/v1/atlas/journeys/{id}/traces', { id: journey }, { language: f.language })}
            download
          >
            {named('XES', t('exchange.realRuns'))}
          </Menu.Item>
        ) : null}
        {mayEdit ? (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconFileImport size={15} stroke={1.7} aria-hidden />}
              onClick={() => void navigate({ to: '/journeys/import', search: { journey } })}
            >
              {t('imports.into')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What is counted, of all days; other days leave from the view of figures. */
function FiguresItem({ journey }: Pick<Given, 'journey'>) {
  const { t, f } = useWords()
  const query = { format: 'xlsx', language: f.language }
  const href = pathOf('/api/v1/atlas/journeys/{id}/numbers/export', { id: journey }, query)
  return (
    <Menu.Item component="a" href={href} download>
      {named('Excel', t('exchange.figures'))}
    </Menu.Item>
  )
}

/** A form with what it is for. */
export const named = (name: string, about: string) => (
  <>
    {name} · {about}
  </>
)
