// A JSON document that people write: coloured, folded, checked, with everything that may stand at the cursor offered. Loaded when opened.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json, jsonParseLinter } from '@codemirror/lang-json'
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import css from './editor.module.css'
import { placeAt } from './place.ts'
import { emptyOf, namesAt, type Schema, valuesAt } from './schema.ts'

/** Texts known for properties of a name, besides what the schema says: events, templates, steps. */
export type Known = (property: string, text: string) => readonly string[]

type Given = {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly schema: Schema | undefined
  readonly known: Known
  /** What is wrong beyond the form of JSON; positions in the text. */
  readonly faultsOf: (text: string) => readonly Diagnostic[]
  readonly readOnly?: boolean
}

/** The editor. Tab leaves it, as everywhere; what it is given later counts from then on, but for `value`, which only begins it. */
export function JsonEditor(given: Given) {
  const { label, value, readOnly = false } = given
  const host = useRef<HTMLDivElement>(null)
  const now = useRef(given)
  now.current = given
  const view = useRef<EditorView | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor keeps its own text; another document is another editor.
  useEffect(() => {
    if (host.current === null) return
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({ doc: value, extensions: [...extensionsOf(now), ...frameOf(label, readOnly)] }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [label, readOnly])
  return <div ref={host} className={css.host} />
}

type Now = { readonly current: Given }

const frameOf = (label: string, readOnly: boolean) => [
  EditorState.readOnly.of(readOnly),
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
]

const extensionsOf = (now: Now) => [
  lineNumbers(),
  foldGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  EditorView.lineWrapping,
  json(),
  syntaxHighlighting(colours),
  lintGutter(),
  linter((view) => [...jsonParseLinter()(view), ...now.current.faultsOf(view.state.doc.toString())]),
  autocompletion({ override: [(context) => offersAt(context, now)], icons: false }),
  keymap.of([
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...lintKeymap,
    ...defaultKeymap,
  ]),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) now.current.onChange(update.state.doc.toString())
  }),
]

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--brand-text)' },
  { tag: tags.string, color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--amber)' },
])

/** What may stand at the cursor: names of properties with a beginning for their value, or values. */
function offersAt(context: CompletionContext, now: Now): CompletionResult | null {
  const { schema, known } = now.current
  const place = schema === undefined ? null : placeAt(context.state, context.pos)
  if (place === null || schema === undefined) return null
  const written = context.state.sliceDoc(place.from, context.pos)
  if (written === '' && !context.explicit) return null
  const options =
    place.at === 'name'
      ? nameOptions(schema, place)
      : valueOptions(schema, place, known(String(place.levels.at(-1)?.key ?? ''), context.state.doc.toString()))
  return { from: place.from, to: place.to, options, validFor: /^"?[^"\n]*"?$/ }
}

type AtPlace = NonNullable<ReturnType<typeof placeAt>>

/** Names are written with their colon and a beginning, where they are new. */
function nameOptions(schema: Schema, { levels, there }: AtPlace): Completion[] {
  return namesAt(schema, levels, there).map(({ name, required, type }) => ({
    label: JSON.stringify(name),
    detail: type,
    boost: required ? 1 : 0,
    apply: (view, _, from, to) => {
      const follows = /^\s*:/.test(view.state.sliceDoc(to, to + 20))
      const begin = emptyOf(type)
      const insert = follows ? JSON.stringify(name) : `${JSON.stringify(name)}: ${begin}`
      // Into the quotes or brackets of the beginning.
      const inside = !follows && /["}\]]$/.test(begin) ? 1 : 0
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from + insert.length - inside },
        userEvent: 'input.complete',
      })
    },
  }))
}

function valueOptions(schema: Schema, { levels }: AtPlace, known: readonly string[]): Completion[] {
  const values = [...valuesAt(schema, levels), ...known]
  return [...new Set(values)].map((value) => ({ label: JSON.stringify(value) }))
}
