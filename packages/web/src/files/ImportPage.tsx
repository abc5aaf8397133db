// One uploaded file: looked at and mapped while it waits, followed while it is imported, accounted for afterwards.
import type { FileImport, Source } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { sourcesQuery } from '../app/data.ts'
import { Missing } from '../app/Missing.tsx'
import { useMay } from '../app/member.ts'
import { StateMark } from '../parts/Mark.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import pageCss from '../parts/page.module.css'
import { Answer } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { importsQuery } from './data.ts'
import { ImportCourse } from './ImportCourse.tsx'
import { ImportPlan } from './ImportPlan.tsx'
import { importTones } from './tones.ts'

/** The screen. */
export function ImportPage() {
  const { sourceId, importId } = useParams({ from: '/shell/sources/$sourceId/files/$importId' })
  const sources = useQuery(sourcesQuery)
  const imports = useQuery(importsQuery(sourceId))
  return (
    <Answer query={sources}>
      {({ items }) => (
        <Answer query={imports}>
          {(found) => {
            const source = items.find(({ id }) => id === sourceId)
            const file = found.items.find(({ id }) => id === importId)
            return source === undefined || file === undefined ? <Missing /> : <Known source={source} file={file} />
          }}
        </Answer>
      )}
    </Answer>
  )
}

function Known({ source, file }: { source: Source; file: FileImport }) {
  const { t } = useWords()
  const may = useMay()
  return (
    <Page
      title={file.name}
      trail={
        <Link to="/sources/$sourceId" params={{ sourceId: source.id }} className={pageCss.trail}>
          {source.name}
        </Link>
      }
      beside={<StateMark tone={importTones[file.state]}>{t(`files.states.${file.state}`)}</StateMark>}
    >
      {file.state !== 'ready' ? (
        <ImportCourse file={file} />
      ) : may('sources.manage') ? (
        <ImportPlan file={file} />
      ) : (
        <Notice kind="plain">{t('files.notYours')}</Notice>
      )}
    </Page>
  )
}
