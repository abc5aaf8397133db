// Journeys and lists from files: a file is taken, read, looked at, and imported as one change. The file stays in the browser until then.
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { FileDrop } from '../../parts/FileDrop.tsx'
import { Page } from '../../parts/Page.tsx'
import pageCss from '../../parts/page.module.css'
import { sizeText } from '../../words/size.ts'
import { useWords } from '../../words/use.ts'
import { newId } from '../ids.ts'
import { kindNamed } from './columns.ts'
import { exampleFile } from './example.ts'
import { ImportFile } from './ImportFile.tsx'
import css from './import.module.css'

/** What a browser's own window offers. */
const ACCEPT = '.xlsx,.csv,.tsv,.txt,.json,.xml,.cjml,.bpmn'

/** The screen. */
export function ImportScreen() {
  const { t } = useWords()
  const { journey, kind } = useSearch({ from: '/shell/journeys/import' })
  const [taken, setTaken] = useState<{ readonly id: string; readonly file: File } | null>(null)
  const take = (file: File) => setTaken({ id: newId(), file })
  return (
    <Page
      title={t('imports.title')}
      trail={
        <Link to="/journeys" className={pageCss.trail}>
          {t('journeys.title')}
        </Link>
      }
    >
      <div className={css.screen}>
        {taken === null ? <Choosing take={take} /> : <Taken file={taken.file} leave={() => setTaken(null)} />}
        {taken === null ? null : (
          <ImportFile key={taken.id} {...taken} journey={journey ?? null} kind={kindNamed(kind)} />
        )}
      </div>
    </Page>
  )
}

function Choosing({ take }: { readonly take: (file: File) => void }) {
  const { t } = useWords()
  return (
    <>
      <Card title={t('imports.file')}>
        <FileDrop label={t('imports.choose')} hint={t('imports.chooseHint')} accept={ACCEPT} take={take} />
      </Card>
      <Card title={t('imports.teach.title')}>
        <ul className={css.teach}>
          <li>{t('imports.teach.map')}</li>
          <li>{t('imports.teach.list')}</li>
          <li>{t('imports.teach.json')}</li>
          <li>{t('imports.teach.cjml')}</li>
          <li>{t('imports.teach.bpmn')}</li>
        </ul>
        <Button onClick={() => take(exampleFile(t))}>{t('imports.teach.try')}</Button>
      </Card>
    </>
  )
}

function Taken({ file, leave }: { readonly file: File; readonly leave: () => void }) {
  const { t, f } = useWords()
  return (
    <Card title={t('imports.file')} side={<Button onClick={leave}>{t('imports.other')}</Button>}>
      <p className={css.file}>
        <bdi>{file.name}</bdi> <span className="quiet">{sizeText(f, file.size)}</span>
      </p>
    </Card>
  )
}
