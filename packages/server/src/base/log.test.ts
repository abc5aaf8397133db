// What stands in the log, and what never does.
import { expect, test } from 'vitest'
import { createLog, withoutPersonalData } from './log.ts'

const linesOf = (work: (log: ReturnType<typeof createLog>) => void, level = 'info'): Record<string, unknown>[] => {
  const lines: string[] = []
  work(createLog(level, { write: (line: string) => lines.push(line) }))
  return lines.map((line) => JSON.parse(line))
}

test('a line is JSON with level, time and facts', () => {
  const [line] = linesOf((log) => log.child({ part: 'engine' }).info({ batch: 3 }, 'done'))
  expect(line).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    part: 'engine',
    batch: 3,
    msg: 'done',
  })
})

test('fields that hold what a person is or wrote are removed, one level down too', () => {
  const [line] = linesOf((log) =>
    log.info({ email: 'a', headers: { authorization: 'Basic x', cookie: 'c' }, traits: { name: 'Ada' }, id: 7 }),
  )
  expect(line).toMatchObject({
    email: '[removed]',
    headers: { authorization: '[removed]', cookie: '[removed]' },
    traits: '[removed]',
    id: 7,
  })
})

test('an address in a message or an error does not get through', () => {
  const [line] = linesOf((log) =>
    log.error({ err: new Error('550 no such user <ada.lovelace@example.org>') }, 'call +49 431 1234567 back'),
  )
  const text = JSON.stringify(line)
  expect(text).not.toMatch(/ada|example\.org|1234567/)
  expect(text).toContain('550 no such user <[removed]>')
})

test.each(['2026-11-21T22:44:04.583Z', 'customer 9007199254740991', 'user@', '1+2', 'run 0123456789-12'])(
  '%o stays as it is',
  (text) => {
    expect(withoutPersonalData(text)).toBe(text)
  },
)

test('nothing below the level is written', () => {
  expect(linesOf((log) => log.info('x'), 'warn')).toEqual([])
})
