// How lanes and their places read in a table for people: feelings as figures, whose they are, who is responsible, how many customers are there. Pure.
import { ownersAt, type UnitName, wordsOfOwner } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import { plainAt } from '../contents.ts'
import type { Layout, Row } from '../layout.ts'
import { nameIn } from '../texts.ts'

/** What reading a map takes. `here`: customers at steps now, where they are known. */
export type Read = {
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
  readonly unitName?: UnitName
  readonly here?: ReadonlyMap<string, number>
}

type Figures = { readonly number: (value: number) => string }

/** A feeling with its sign, so that nobody has to guess: `+1`, `−2`, `0`. */
export function feelingText(value: number, f: Figures): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : ''
  return `${sign}${f.number(Math.abs(value))}`
}

/** What a lane is called, and of feelings whose they are. */
export function laneName(lane: AtlasRecord, { records, language }: Read, unnamed: string): string {
  const persona = records.get(String(lane.fields['persona'] ?? ''))
  const of = persona === undefined ? [] : [nameIn(persona, language)]
  return [nameIn(lane, language) || unnamed, ...of].join(' · ')
}

/** The text of a place of a lane. Some lanes say by themselves what nobody wrote. */
export function readAt(read: Read, place: { readonly row: Row; readonly step: string }, f: Figures): string {
  const { layout, records, language, unitName = () => undefined, here } = read
  const { row, step } = place
  const text = plainAt(layout, { row: row.lane?.id ?? '', col: step }, { language, records })
  switch (row.type) {
    case 'emotion':
      return text === '' ? '' : feelingText(Number(text), f)
    case 'owner':
      return wordsOfOwner(text, ownersAt({ map: layout.map, records, unitName }, step))
    case 'handover':
      return text || (layout.handovers.get(step) ?? '')
    case 'live': {
      const count = here?.get(step)
      return count === undefined ? text : f.number(count)
    }
    default:
      return text
  }
}
