// Writing a comment, an answer or a change of one: people are called by @, Ctrl Enter sends. What could not be sent stays in the field.
import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { Avatar } from '../../parts/Avatar.tsx'
import { Button } from '../../parts/Button.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import { problemText } from '../../words/problem.ts'
import { useWords } from '../../words/use.ts'
import { mentionedIn, type Person } from './mentions.ts'
import css from './talk.module.css'
import type { Said } from './talk.ts'
import { useCalling } from './use-calling.ts'

/** As the server takes it. */
const LENGTH_MAX = 5000

type Given = {
  readonly label: string
  readonly action: string
  readonly people: readonly Person[]
  readonly say: (said: Said) => Promise<unknown>
  /** What stands there already. */
  readonly start?: string
  readonly focus?: boolean
  readonly cancel?: () => void
  /** Is told whether something stands in the field. */
  readonly began?: (writing: boolean) => void
}

/** The form. */
export function CommentForm({ label, action, people, say, start = '', focus = false, cancel, began }: Given) {
  const { t } = useWords()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(start)
  const write = (next: string) => {
    setText(next)
    began?.(next.trim() !== '')
  }
  const { options, at, look, take, onKey } = useCalling({ field, text, write, people })
  const send = useMutation({
    mutationFn: () => say({ text: text.trim(), mentions: mentionedIn(text, people) }),
    onSuccess: () => {
      write('')
      cancel?.()
    },
  })
  const submit = () => (text.trim() === '' || send.isPending ? undefined : send.mutate())
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || onKey(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
    }
    if (event.key === 'Escape' && cancel !== undefined) {
      event.stopPropagation()
      cancel()
    }
  }
  return (
    <div className={css.form}>
      <TextArea
        ref={field}
        label={label}
        rows={2}
        maxLength={LENGTH_MAX}
        value={text}
        placeholder={people.length === 0 ? undefined : t('talk.hint')}
        error={send.isError ? problemText(t, send.error) : undefined}
        autoFocus={focus}
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        {...(options.length === 0 ? {} : { 'aria-activedescendant': `${id}-${at}` })}
        onChange={({ currentTarget }) => {
          write(currentTarget.value)
          look()
        }}
        onSelect={look}
        onKeyDown={onKeyDown}
      />
      <People id={id} options={options} at={at} take={take} />
      {text.trim() === '' && cancel === undefined ? null : (
        <div className={css.acts}>
          <Button kind="primary" busy={send.isPending} disabled={text.trim() === ''} onClick={submit}>
            {action}
          </Button>
          {cancel === undefined ? null : (
            <Button kind="quiet" onClick={cancel}>
              {t('parts.cancel')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

type PeopleGiven = {
  readonly id: string
  readonly options: readonly Person[]
  readonly at: number
  readonly take: (person: Person) => void
}

function People({ id, options, at, take }: PeopleGiven) {
  const { t } = useWords()
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      className={css.people}
      aria-label={t('talk.people')}
      hidden={options.length === 0}
    >
      {options.map((person, n) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's.
        <div
          key={person.id}
          id={`${id}-${n}`}
          role="option"
          tabIndex={-1}
          aria-selected={n === at}
          className={css.person}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => take(person)}
        >
          <Avatar name={person.name} of={person.id} size={20} />
          <bdi>{person.name}</bdi>
        </div>
      ))}
    </div>
  )
}
