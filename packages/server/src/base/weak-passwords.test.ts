// Which passwords are refused: borders, and that good ones are not.
import { expect, test } from 'vitest'
import { weaknessOf } from './weak-passwords.ts'

const own = ['anna.berg@shop.example', 'Anna Berg']

test.each([
  ['short', 'elevenchars'],
  ['repeated', 'aaaaaaaaaaaaaaaa'],
  ['repeated', 'abcabcabcabcabc'],
  ['row', 'qwertzuiop123'],
  ['row', '1234567890987654'],
  ['row', 'abcdefghijklm'],
  ['common', 'Password1234!'],
  ['common', 'P4ssw0rt-2026'],
  ['common', 'Sommer2026!Sommer'],
  ['common', 'correct horse battery staple'],
  ['name', 'AnnaBerg-2026-11'],
  ['name', 'berganna.shop1'],
] as const)('SI9 %s: %s', (why, password) => expect(weaknessOf(password, own)).toBe(why))

test.each([
  'ein ruhiges Fahrwasser',
  'a calm passage home',
  'correct horse battery',
  'tHr7!qLx2#vBn',
  'Der Anker liegt seit Dienstag',
  'пароль как песня вечером',
  '密码像一首歌在夜里慢慢唱',
  'my summer password is a long story about whales',
])('SI9 nothing is wrong with: %s', (password) => expect(weaknessOf(password, own)).toBeNull())
