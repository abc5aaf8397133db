// Keys of scales and formulas, made from what they are called. Pure.

const LENGTH_MAX = 24

/** A key that none of those taken is: letters and digits, a small letter first. */
export function keyFor(name: string, taken: readonly string[]): string {
  const words = name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  const text = words.map((word, at) => (at === 0 ? word.toLowerCase() : capital(word))).join('')
  const letters = /^[a-z]/.test(text) ? text.slice(0, LENGTH_MAX) : `scale${text}`.slice(0, LENGTH_MAX)
  const all = new Set(taken)
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? letters : `${letters}${number}`
    if (!all.has(key) && !RESERVED.has(key)) return key
  }
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
/** What every record has. */
const RESERVED = new Set(['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'])
