// An example as a tree whose values are buttons: a click says where the value goes. Runs and links nothing of it.
import { Menu } from '@mantine/core'
import { type Target, targets } from '../mapping/draft.ts'
import css from '../mapping/mapping.module.css'
import { useWords } from '../words/use.ts'
import { textOf } from './paths.ts'

type TreeProps = {
  readonly value: object
  readonly above: string
  readonly goes: (path: string) => readonly Target[]
  readonly choose: (path: string, target: Target) => void
}

/** @param above - the path of this part, empty for the whole. @param goes - what a value becomes already. */
export function ExampleTree({ value, above, goes, choose }: TreeProps) {
  return (
    <ul className={css.tree}>
      {Object.entries(value).map(([name, inner]: [string, unknown]) => {
        const path = above === '' ? name : `${above}.${name}`
        const isBranch = typeof inner === 'object' && inner !== null
        return (
          <li key={name}>
            <div className={css.member}>
              <bdi className={css.memberName}>{name}</bdi>
              {isBranch ? null : <Leaf path={path} value={inner} goes={goes(path)} choose={choose} />}
            </div>
            {isBranch ? <ExampleTree value={inner} above={path} goes={goes} choose={choose} /> : null}
          </li>
        )
      })}
    </ul>
  )
}

type LeafProps = {
  readonly path: string
  readonly value: unknown
  readonly goes: readonly Target[]
  readonly choose: TreeProps['choose']
}

function Leaf({ path, value, goes, choose }: LeafProps) {
  const { t } = useWords()
  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <button
            type="button"
            className={css.leaf}
            data-used={goes.length > 0}
            aria-label={t('hooks.whereTo', { path })}
          >
            <bdi>{textOf(value) || '–'}</bdi>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('hooks.becomes')}</Menu.Label>
          {targets.map((target) => (
            <Menu.Item key={target} onClick={() => choose(path, target)}>
              {t(`mapping.target.${target}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {goes.length === 0 ? null : (
        <span className={css.goes}>{goes.map((target) => t(`mapping.target.${target}`)).join(', ')}</span>
      )}
    </>
  )
}
