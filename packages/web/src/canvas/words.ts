// Words whose meaning a company agreed on, handed down to whatever shows text of a map. Knows no terms itself.
import { createContext } from 'react'

/** A part of a text: as it is, or a word with what is meant by it. */
export type WordPart = string | { readonly word: string; readonly meaning: string }

/** Takes a text apart; the same text comes back as the same parts. */
export type SplitWords = (text: string) => readonly WordPart[]

/** Hands the splitting down; without one no word has a meaning. */
export const WordsContext = createContext<SplitWords | null>(null)
