// The topics that customers choose from, in the order of the page, with how many agreed. Every change can be undone.
import type { PreferencePage, WorkspaceTopic } from '@lotse/protocol'
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Empty } from '../parts/states.tsx'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { usePageChange } from './data.ts'
import css from './preferences.module.css'
import { TopicDialog } from './TopicDialog.tsx'
import { type ListedTopic, listedTopics, movedTopic, nameOf, withTopic } from './topics.ts'

/** The card. @param language - in which the topics are named. */
export function Topics({ page, language }: { page: PreferencePage; language: string }) {
  const { t } = useWords()
  const manages = useMay()('topics.manage')
  const { change, busy } = usePageChange(page)
  const [edited, setEdited] = useState<WorkspaceTopic | 'new' | null>(null)
  const add = () => setEdited('new')
  useCommands(
    manages
      ? [{ id: 'topics.add', label: t('preferences.add'), group: 'create', keys: 'n', icon: IconPlus, run: add }]
      : [],
  )
  const save = async (topic: WorkspaceTopic) => {
    const said = t('preferences.saved', { name: nameOf(topic, language) })
    if (await change({ topics: withTopic(page.topics, topic) }, said)) setEdited(null)
  }
  const listed = listedTopics(page)
  const addButton = manages ? <Button onClick={add}>{t('preferences.add')}</Button> : undefined
  return (
    <Card title={t('preferences.topics')} side={listed.length === 0 ? undefined : addButton} flush>
      {listed.length === 0 ? (
        <Empty icon={IconPlus} title={t('preferences.none')} action={addButton}>
          <p>{t('preferences.noneText')}</p>
        </Empty>
      ) : (
        <ul className={css.topics}>
          {listed.map((one) => (
            <li key={one.topic.key}>
              <TopicFacts listed={one} language={language} />
              {manages ? (
                <Actions
                  listed={one}
                  page={page}
                  language={language}
                  edit={() => setEdited(one.topic)}
                  change={change}
                  busy={busy}
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {edited === null ? null : (
        <TopicDialog
          topic={edited === 'new' ? null : edited}
          taken={page.topics.map(({ key }) => key)}
          busy={busy}
          close={() => setEdited(null)}
          save={(topic) => void save(topic)}
        />
      )}
    </Card>
  )
}

function TopicFacts({ listed, language }: { listed: ListedTopic; language: string }) {
  const { t, f } = useWords()
  const { topic, granted, requested, described } = listed
  const name = nameOf(topic, language)
  return (
    <div className={css.facts}>
      <p>
        <b>
          <bdi>{name}</bdi>
        </b>{' '}
        {name === topic.key ? null : <code className={css.key}>{topic.key}</code>}{' '}
        {described ? null : <StateMark tone="attention">{t('preferences.undescribed')}</StateMark>}
        {topic.offered === false ? <StateMark tone="plain">{t('preferences.notOffered')}</StateMark> : null}
      </p>
      {topic.descriptions?.[language] === undefined ? null : (
        <p className="quiet">
          <bdi>{topic.descriptions[language]}</bdi>
        </p>
      )}
      <p className="quiet figures">
        {t('preferences.granted', { count: granted, formatted: f.whole(granted) })}
        {requested === 0 ? '' : ` · ${t('preferences.requested', { count: requested, formatted: f.whole(requested) })}`}
      </p>
    </div>
  )
}

type ActionsGiven = {
  readonly listed: ListedTopic
  readonly page: PreferencePage
  readonly language: string
  readonly edit: () => void
} & ReturnType<typeof usePageChange>

function Actions({ listed: { topic, described }, page: { topics }, language, edit, change, busy }: ActionsGiven) {
  const { t } = useWords()
  const name = nameOf(topic, language)
  const at = topics.findIndex(({ key }) => key === topic.key)
  const move = (by: -1 | 1) =>
    void change({ topics: movedTopic(topics, topic.key, by) }, t('preferences.moved', { name }))
  const remove = () =>
    void change({ topics: topics.filter(({ key }) => key !== topic.key) }, t('preferences.removed', { name }))
  if (!described)
    return (
      <Button kind="quiet" onClick={edit}>
        {t('preferences.describe')}
      </Button>
    )
  const icon = { size: 16, stroke: 1.7, 'aria-hidden': true }
  return (
    <div className={css.actions}>
      <Button
        kind="quiet"
        busy={busy}
        aria-label={t('preferences.up', { name })}
        disabled={at === 0}
        onClick={() => move(-1)}
      >
        <IconArrowUp {...icon} />
      </Button>
      <Button
        kind="quiet"
        busy={busy}
        aria-label={t('preferences.down', { name })}
        disabled={at === topics.length - 1}
        onClick={() => move(1)}
      >
        <IconArrowDown {...icon} />
      </Button>
      <Button kind="quiet" busy={busy} aria-label={t('preferences.edit', { name })} onClick={edit}>
        <IconPencil {...icon} />
      </Button>
      <Button kind="quiet" busy={busy} aria-label={t('preferences.remove', { name })} onClick={remove}>
        <IconTrash {...icon} />
      </Button>
    </div>
  )
}
