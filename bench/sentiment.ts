// How often what words sound like is told rightly, on labelled texts that nothing was learnt from: German (GermEval 2017) and English (UCI). Floor: always the most
// frequent verdict. Needs the texts in LOTSE_LABELLED (default: shared/data beside the project); says so where they are missing.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Sentiment, weighText } from '@lotse/core/understand'
import { report } from './parts/report.ts'

const FOLDER = process.env['LOTSE_LABELLED'] ?? join(import.meta.dirname, '../../shared/data')
const GERMAN = join(FOLDER, 'germeval2017-dev/dev-2017-09-15.xml.gz')
const ENGLISH = ['amazon_cells', 'imdb', 'yelp'].map((name) => join(FOLDER, `uci-sentences/${name}_labelled.txt`))

type Labelled = { readonly text: string; readonly truth: Sentiment }

const plain = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

function german(): Labelled[] {
  const xml = gunzipSync(readFileSync(GERMAN)).toString('utf8')
  return [...xml.matchAll(/<sentiment>(\w+)<\/sentiment>\s*<text>([\s\S]*?)<\/text>/g)].map(([, truth, text]) => ({
    text: plain(text ?? ''),
    truth: truth as Sentiment,
  }))
}

function english(): Labelled[] {
  return ENGLISH.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line): Labelled[] => {
        const [text = '', label] = line.split('\t')
        return label === undefined ? [] : [{ text, truth: label.trim() === '1' ? 'positive' : 'negative' }]
      }),
  )
}

type Figures = { readonly accuracy: number; readonly macroF1: number }

function judged(texts: readonly Labelled[], told: readonly (Sentiment | undefined)[]): Figures {
  const right = texts.filter(({ truth }, at) => told[at] === truth).length
  const kinds = [...new Set(texts.map(({ truth }) => truth))]
  const f1 = kinds.map((kind) => {
    const hit = texts.filter(({ truth }, at) => truth === kind && told[at] === kind).length
    const said = told.filter((one) => one === kind).length
    const is = texts.filter(({ truth }) => truth === kind).length
    return hit === 0 ? 0 : (2 * hit) / (said + is)
  })
  return { accuracy: right / texts.length, macroF1: f1.reduce((sum, one) => sum + one, 0) / f1.length }
}

function measured(texts: readonly Labelled[], language: 'de' | 'en') {
  const beganAt = performance.now()
  const weighed = texts.map(({ text }) => weighText(text))
  const usEach = ((performance.now() - beganAt) / texts.length) * 1000
  const counts = new Map<Sentiment, number>()
  for (const { truth } of texts) counts.set(truth, (counts.get(truth) ?? 0) + 1)
  const [most] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? ['neutral' as const]
  const bins = [0, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95].map((from, at, all) => {
    const inside = texts.flatMap(({ truth }, index) => {
      const one = weighed[index]
      const sure = Math.abs(one?.score ?? 0)
      return one && sure >= from && sure < (all[at + 1] ?? 2) ? [one.sentiment === truth] : []
    })
    return { from, texts: inside.length, right: inside.filter(Boolean).length / Math.max(1, inside.length) }
  })
  return {
    texts: texts.length,
    ...judged(
      texts,
      weighed.map((one) => one?.sentiment),
    ),
    languageRight: weighed.filter((one) => one?.language === language).length / texts.length,
    always: judged(
      texts,
      texts.map(() => most),
    ),
    usEach,
    bins,
  }
}

function main(): void {
  if (!existsSync(GERMAN) || !ENGLISH.every(existsSync)) {
    console.error(`no labelled texts in ${FOLDER}; nothing was measured`)
    return
  }
  const [de, en] = [measured(german(), 'de'), measured(english(), 'en')]
  for (const [language, { always, ...figures }] of [['de', de] as const, ['en', en] as const])
    report({
      bench: `sentiment-${language}`,
      value: figures.macroF1,
      unit: 'macro F1',
      floor: always.macroF1,
      detail: { always, ...figures },
    })
}

main()
