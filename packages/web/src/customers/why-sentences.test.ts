// "Why" and "why not" as sentences: each moment of the replay in both languages, and conditions with the values they had.
import type { WhyMoment } from '@lotse/protocol'
import { describe, expect, test } from 'vitest'
import { formatIn } from '../words/format-in.ts'
import { type Language, startWords } from '../words/index.ts'
import { conditionWords, type Speaker, sentencesOf, verdictSentence } from './why-sentences.ts'

async function speaker(language: Language): Promise<Speaker> {
  const { t } = await startWords(language)
  return { t, f: formatIn(language, t), stepName: (id) => ({ w: 'Geduld', b: 'Wert?', m: 'Gruß' })[id] ?? id }
}

const place = { at: '2026-03-29T01:00:00.000Z', version: 1 }
const ofRun = { ...place, run: '7.cart.1' }

const moments: readonly [moment: WhyMoment, german: string | null, english: string | null][] = [
  [{ ...ofRun, what: 'entered', key: '' }, 'Begonnen.', 'Entered.'],
  [{ ...ofRun, what: 'entered', key: 'O-1' }, 'Begonnen für „O-1“.', 'Entered for “O-1”.'],
  [
    { ...place, what: 'not_entered', event: 'Paid', reason: 'already_in' },
    '„Paid“ hat sie nicht begonnen: ein Lauf mit demselben Schlüssel war schon unterwegs.',
    '“Paid” did not start it: a run with the same key was under way.',
  ],
  [
    { ...place, what: 'not_entered', event: 'Paid', reason: 'no_key', detail: 'order_id' },
    '„Paid“ hat sie nicht begonnen: Es trug keinen Wert für „order_id“, der Läufe unterscheidet.',
    '“Paid” did not start it: it carried no value for “order_id”, which tells runs apart.',
  ],
  [
    { ...place, what: 'not_entered', event: 'Paid', reason: 'brand_new' },
    '„Paid“ hat sie nicht begonnen: Code „brand_new“.',
    '“Paid” did not start it: code “brand_new”.',
  ],
  [
    { ...ofRun, what: 'step', step: 'w', kind: 'wait' },
    'Wartet seither bei „Geduld“.',
    'Has been waiting at “Geduld” since.',
  ],
  [{ ...ofRun, what: 'step', step: 'b', kind: 'branch' }, null, null],
  [{ ...ofRun, what: 'step', step: 'q', kind: 'quiz' }, 'Bei „q“ angekommen.', 'Came to “q”.'],
  [
    { ...ofRun, what: 'left', step: 'w', via: 'time' },
    'Das Warten bei „Geduld“ war vorbei.',
    'The waiting at “Geduld” was over.',
  ],
  [
    { ...ofRun, what: 'left', step: 'w', via: 'event Paid' },
    '„Paid“ geschah und beendete das Warten bei „Geduld“.',
    '“Paid” happened and ended the waiting at “Geduld”.',
  ],
  [
    { ...ofRun, what: 'left', step: 'w', via: 'timeout' },
    'Worauf „Geduld“ wartete, geschah nicht rechtzeitig.',
    'Nothing that “Geduld” waited for happened in time.',
  ],
  [{ ...ofRun, what: 'left', step: 'b', via: 'case VIP' }, '„Wert?“ entschied: VIP.', '“Wert?” decided: VIP.'],
  [{ ...ofRun, what: 'left', step: 'b', via: 'case 2' }, '„Wert?“ entschied: Fall 2.', '“Wert?” decided: case 2.'],
  [
    { ...ofRun, what: 'left', step: 'b', via: 'otherwise' },
    '„Wert?“ entschied: Keiner der Fälle traf zu.',
    '“Wert?” decided: none of the cases held.',
  ],
  [{ ...ofRun, what: 'left', step: 'm', via: 'queued' }, null, null],
  [
    { ...ofRun, what: 'message', step: 'm', key: 'k', channel: 'email' },
    '„Gruß“ gab eine Nachricht zum Senden weiter (E-Mail).',
    '“Gruß” handed a message over to be sent (E-mail).',
  ],
  [
    { ...ofRun, what: 'message', step: 'm', key: 'k', channel: 'email', held: 'no_consent' },
    '„Gruß“ sendete nichts (E-Mail): für dieses Thema fehlt die Einwilligung.',
    '“Gruß” sent nothing (E-mail): there is no consent for this topic.',
  ],
  [
    { ...ofRun, what: 'ended', reason: 'goal', detail: 'Paid' },
    'Beendet: Ziel erreicht („Paid“).',
    'Left: goal reached (“Paid”).',
  ],
  [{ ...ofRun, what: 'ended', reason: 'completed' }, 'Beendet: am Ende angekommen.', 'Left: reached the end.'],
]

describe('moments', () => {
  test.each(moments)('%j', async (moment, german, english) => {
    const said = async (language: Language) => sentencesOf(await speaker(language), [moment]).map(({ text }) => text)
    expect(await said('de')).toEqual(german === null ? [] : [german])
    expect(await said('en')).toEqual(english === null ? [] : [english])
  })

  test('a wait that is over is told as past', async () => {
    const waited: WhyMoment = { ...ofRun, what: 'step', step: 'w', kind: 'wait' }
    const sentences = sentencesOf(await speaker('de'), [waited, { ...ofRun, what: 'left', step: 'w', via: 'time' }])
    expect(sentences.map(({ text }) => text)).toEqual([
      'Bei „Geduld“ angekommen und gewartet.',
      'Das Warten bei „Geduld“ war vorbei.',
    ])
  })

  test('keep their order, their time and the conditions that decided', async () => {
    const explanation = { text: 'total >= 50', truth: false, values: [{ operand: 'total', value: 30 }] }
    const sentences = sentencesOf(await speaker('en'), [
      { ...place, what: 'not_entered', event: 'Paid', reason: 'not_eligible', explanation },
      { ...ofRun, what: 'left', step: 'b', via: 'otherwise', explanations: [explanation, explanation] },
    ])
    expect(sentences.map(({ at, tone, explanations }) => [at, tone, explanations.length])).toEqual([
      [Date.parse(place.at), 'attention', 1],
      [Date.parse(place.at), 'plain', 2],
    ])
  })
})

describe('verdicts', () => {
  test.each([
    ['in', null, 'Ist gerade darin.'],
    ['left', 'goal', 'War darin und hat sie verlassen: Ziel erreicht.'],
    ['never_entered', 'no_key', 'War nie darin: das Ereignis trug keinen Wert für den Schlüssel des Laufs.'],
    [
      'never_entered',
      'never_triggered',
      'War nie darin: Seit der Veröffentlichung geschah kein Ereignis, das sie hätte beginnen können.',
    ],
  ] as const)('%s because of %s', async (verdict, reason, text) => {
    expect(verdictSentence((await speaker('de')).t, { verdict, reason })).toBe(text)
  })
})

describe('conditions', () => {
  test('say what they came to with the values they had', async () => {
    const en = await speaker('en')
    const values = [
      { operand: 'plan', value: 'basic' },
      { operand: 'total', value: 30 },
    ]
    expect(conditionWords(en, { text: '', truth: false, values })).toBe(
      'did not hold: plan was “basic” and total was 30',
    )
    expect(conditionWords(en, { text: '', truth: true })).toBe('held')
  })

  test('name the value that was missing', async () => {
    const de = await speaker('de')
    expect(conditionWords(de, { text: '', truth: null, values: [{ operand: 'city' }] })).toBe(
      'ließ sich nicht entscheiden, weil ein Wert fehlte: city hatte keinen Wert',
    )
  })
})
