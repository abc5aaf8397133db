// What the doctor finds.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWorld } from '../adapters/store/testing.ts'
import { examine } from './doctor.ts'

let made: Awaited<ReturnType<typeof testWorld>>
beforeAll(async () => {
  made = await testWorld()
})
afterAll(() => made.drop())

const wrong = async () => (await examine(made.world)).flatMap(({ well, about }) => (well ? [] : [about]))

test('a fresh installation that does not run: nobody can sign in, nothing works, no mail is sent', async () => {
  expect(await wrong()).toEqual(['members', 'engine', 'mail'])
})

test('a running one with trouble names the trouble', async () => {
  const { pool } = made.world
  await pool.query(`insert into member (email, name, password_hash, created_at) values ('a', 'a', 'a', 1)`)
  await pool.query(
    `insert into engine_worker (owner, seen_at) values ('e', extract(epoch from clock_timestamp()) * 1000)`,
  )
  await pool.query(`update bucket set owner = 'e' where bucket > 0`)
  await pool.query(
    `insert into set_aside (workspace_id, customer_id, bucket, reason, stack, state, set_aside_at) values (1, 1, 1, 'r', 's', '{}', 1)`,
  )
  await pool.query(
    `insert into message (key, workspace_id, customer_id, channel, state, created_at, due_at, request) values ('k', 1, 1, 'email', 'dead', 1, 1, '{}')`,
  )
  const findings = await examine(made.world)
  expect(
    findings.filter(({ well }) => !well).map(({ about, says }) => `${about}: ${says.split(' ').slice(0, 2).join(' ')}`),
  ).toEqual(['engine: 1 buckets', 'inputs: 1 made', 'messages: 1 were', 'mail: no mail'])
})
