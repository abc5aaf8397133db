// The Customer Experience Canvas: a journey on one page, to read, to hang up and to hand on. Prints on one sheet of A4 or A3; changes nothing.
import type { UnitName } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import { IconPrinter, IconStarFilled } from '@tabler/icons-react'
import { useContext, useMemo, useRef } from 'react'
import { Button } from '../../parts/Button.tsx'
import { useWords } from '../../words/use.ts'
import type { Layout } from '../layout.ts'
import { faceOf, PicturesContext } from '../pictures.ts'
import { type Summary, summaryOf } from '../summary.ts'
import { nameIn, textIn } from '../texts.ts'
import { CanvasTable } from './CanvasTable.tsx'
import { OwnerLine } from './OwnerLine.tsx'
import { PAPERS, printOn } from './printing.ts'
import css from './sheet.module.css'

/** What the page is given. */
type CanvasGiven = {
  readonly journey: AtlasRecord | undefined
  readonly name: string
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly unitName: UnitName
  /** Who answers for the journey; null: nobody is named. */
  readonly owner: string | null
  /** Insights that concern something of the journey without standing in a lane. */
  readonly concerning?: readonly AtlasRecord[] | undefined
  /** What is not told to whoever reads: who answers for what, how far needs are met. */
  readonly untold?: ReadonlySet<'owners' | 'needs'> | undefined
}

/** The page. */
export function CanvasView(given: CanvasGiven) {
  const { t } = useWords()
  const { journey, layout, records, unitName, language, name, concerning, untold } = given
  const owners = untold?.has('owners') !== true
  const page = useRef<HTMLElement>(null)
  const summary = useMemo(
    () => summaryOf({ journey, layout, records, unitName, concerning }),
    [journey, layout, records, unitName, concerning],
  )
  const print = (paper: (typeof PAPERS)[number]) => (page.current === null ? undefined : printOn(page.current, paper))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={css.scroll} aria-label={t('canvas.title', { name })} tabIndex={0}>
      <div className={css.bar}>
        <span className="quiet">{t('canvas.about')}</span>
        {PAPERS.map((paper) => (
          <Button key={paper} onClick={() => print(paper)}>
            <IconPrinter size={16} stroke={1.7} aria-hidden />
            {t('canvas.print', { paper })}
          </Button>
        ))}
      </div>
      <article ref={page} className={css.page} lang={language}>
        <Head {...given} summary={summary} />
        {layout.map.steps.length === 0 ? (
          <p className="quiet">{t('canvas.nothing')}</p>
        ) : (
          <>
            <CanvasTable {...{ summary, layout, records, language, owners }} />
            {owners ? <OwnerLine summary={summary} steps={layout.map.steps.length} language={language} /> : null}
          </>
        )}
      </article>
    </section>
  )
}

function Head({ journey, name, language, owner, untold, summary }: CanvasGiven & { readonly summary: Summary }) {
  const { t } = useWords()
  const goal = textIn(journey, 'goal', language).text
  const state = journey?.fields['state']
  const { personas, moments } = summary
  return (
    <header className={css.head}>
      <div className={css.title}>
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p className="quiet">
          {[
            state === 'asIs' || state === 'toBe' ? t(`journeys.states.${state}`) : '',
            untold?.has('owners') ? '' : owner === null ? t('canvas.nobody') : t('canvas.owner', { name: owner }),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
        <p className={css.about}>
          <bdi>{textIn(journey, 'about', language).text}</bdi>
        </p>
      </div>
      <Fact title={t('canvas.goal')}>{goal === '' ? <Missing /> : <bdi className={css.goal}>{goal}</bdi>}</Fact>
      <Fact title={t('canvas.personas')}>
        {personas.length === 0 ? <Missing /> : <Personas personas={personas} language={language} />}
      </Fact>
      <Fact title={t('canvas.moments')}>
        {moments.length === 0 ? (
          <Missing />
        ) : (
          <ul className={css.moments}>
            {moments.map((step) => (
              <li key={step.id}>
                <IconStarFilled size={12} aria-hidden />
                <bdi>{nameIn(step, language) || t('map.unnamedStep')}</bdi>
              </li>
            ))}
          </ul>
        )}
      </Fact>
      {untold?.has('needs') ? null : <Met summary={summary} />}
    </header>
  )
}

function Fact({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className={css.fact}>
      <h3>{title}</h3>
      {children}
    </div>
  )
}

function Missing() {
  const { t } = useWords()
  return <p className="quiet">{t('canvas.notSaid')}</p>
}

function Personas({ personas, language }: { personas: readonly AtlasRecord[]; language: string }) {
  const { t } = useWords()
  const pictures = useContext(PicturesContext)
  return (
    <ul className={css.personas}>
      {personas.map((persona) => {
        const quote = textIn(persona, 'quote', language).text
        const face = faceOf(persona, pictures)
        return (
          <li key={persona.id} data-face={face !== undefined}>
            {face === undefined ? null : <img src={face} alt="" width={32} height={32} />}
            <bdi>{nameIn(persona, language) || t('library.unnamed')}</bdi>
            {quote === '' ? null : <bdi className="quiet">{quote}</bdi>}
          </li>
        )
      })}
    </ul>
  )
}

/** How far needs are met, as a figure and a bar. */
function Met({ summary: { fulfilment } }: { summary: Summary }) {
  const { t, f } = useWords()
  const { all, fully, partly, none } = fulfilment
  return (
    <Fact title={t('canvas.needs')}>
      {all === 0 ? (
        <Missing />
      ) : (
        <>
          <p className={css.met}>{t('canvas.met', { fully: f.whole(fully), all: f.whole(all) })}</p>
          <div className={css.bars} aria-hidden>
            {(['fully', 'partly', 'none'] as const).map((how) => (
              <span key={how} data-how={how} style={{ flexGrow: fulfilment[how] }} />
            ))}
          </div>
          <p className="quiet">{t('canvas.metMore', { partly: f.whole(partly), none: f.whole(none) })}</p>
        </>
      )}
    </Fact>
  )
}
