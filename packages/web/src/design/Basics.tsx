// Type, colours, marks, buttons, figures: the smallest parts.
import { IconRocket } from '@tabler/icons-react'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Change } from '../parts/Change.tsx'
import { Chip } from '../parts/Chip.tsx'
import { HUES } from '../parts/hue.ts'
import { Json } from '../parts/Json.tsx'
import { Keys } from '../parts/Keys.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Since } from '../parts/Since.tsx'
import type { MarkTone } from '../parts/tone.ts'
import { useWords } from '../words/use.ts'
import css from './design.module.css'
import { names } from './samples.ts'

const tones: readonly MarkTone[] = ['plain', 'brand', 'attention', 'harm', 'proof', 'info']
const grounds = ['bg', 'surface', 'sunken', 'hover', 'line', 'line-strong', 'control-line']
const roles = ['text', 'muted', 'brand', 'brand-text', 'amber', 'red', 'green', 'blue']
const hues = Array.from({ length: HUES }, (_, at) => `c${at + 1}`)
const HOUR_MS = 3_600_000

/** The cards. */
export function Basics() {
  const { t } = useWords()
  return (
    <>
      <Card title={t('design.colours')}>
        <Swatches names={grounds} />
        <Swatches names={roles} />
        <Swatches names={hues} />
      </Card>
      <Card title={t('design.type')}>
        <div className="stack">
          <p className={css.large}>{t('design.sentence')}</p>
          <h2>{t('design.sentence')}</h2>
          <p>{t('design.sentence')}</p>
          <p className={css.small}>{t('design.sentence')}</p>
          <code>{t('design.sentence')}</code>
        </div>
      </Card>
      <Buttons />
      <Marks />
      <Card title={t('design.names')}>
        <ul className={css.names}>
          {names.map((name) => (
            <li key={name}>
              <Avatar name={name} />
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('design.raw')}>
        <Json
          label={t('design.raw')}
          value={{ name: names[1], total: 249.5, vip: true, empty: {}, list: [1, null], a: { b: { c: names[8] } } }}
        />
      </Card>
    </>
  )
}

function Swatches({ names: colours }: { names: readonly string[] }) {
  return (
    <ul className={css.swatches}>
      {colours.map((name) => (
        <li key={name}>
          <span style={{ background: `var(--${name})` }} />
          {name}
        </li>
      ))}
    </ul>
  )
}

function Buttons() {
  const { t } = useWords()
  return (
    <Card title={t('design.buttons')}>
      <div className={css.line}>
        <Button kind="primary">
          <IconRocket size={16} stroke={1.7} aria-hidden />
          {t('design.act')}
        </Button>
        <Button>{t('design.act')}</Button>
        <Button kind="quiet">{t('design.act')}</Button>
        <Button kind="harm">{t('design.act')}</Button>
        <Button busy>{t('design.act')}</Button>
        <Button disabled>{t('design.act')}</Button>
        <Keys keys="mod+k" /> <Keys keys="g c" />
      </div>
    </Card>
  )
}

function Marks() {
  const { t } = useWords()
  return (
    <Card title={t('design.marks')}>
      <div className={css.line}>
        {tones.map((tone) => (
          <StateMark key={tone} tone={tone}>
            {tone}
          </StateMark>
        ))}
        <Chip name={t('design.type')} remove={() => {}}>
          {names[5]}
        </Chip>
        <Change before="30 d" after="14 d" />
        <Since at={Date.now() - HOUR_MS} />
      </div>
    </Card>
  )
}
