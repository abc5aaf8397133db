// What the operator is told about channels.
import { startSmtpSink } from '@lotse/testkit'
import { expect, test } from 'vitest'
import { readLink } from '../act/pages/link.ts'
import { webhookSecret } from '../adapters/channels/index.ts'
import { insertWorkspace } from '../adapters/store/members.ts'
import { testWorld } from '../adapters/store/testing.ts'
import { describeChannels } from './channels.ts'

test('the command says whether the mail server answers, and each workspace’s secret and address for reports', async () => {
  const sink = await startSmtpSink()
  const mail = { url: sink.url, from: 'shop@shop.example', connections: 1, perSecond: null, dkim: null }
  const { world, drop } = await testWorld(undefined, { mail, publicUrl: 'https://lotse.example' })
  const workspaceId = await insertWorkspace(world.db, { name: 'Nord' }, 0)
  const { lines, ok } = await describeChannels(world)
  expect([ok, lines[0]]).toEqual([true, 'email: answers'])
  expect(lines.some((line) => line.endsWith(webhookSecret(world, workspaceId)))).toBe(true)
  const address = lines.find((line) => line.includes('https://lotse.example/m/r?t='))
  expect(readLink(world.secrets, 'report', address?.split('t=')[1])).toEqual({ workspaceId })
  await sink.close()
  expect(await describeChannels(world)).toMatchObject({ ok: false })
  await drop()
})

test('without a mail server nothing is wrong', async () => {
  const { world, drop } = await testWorld()
  expect(await describeChannels(world)).toMatchObject({ ok: true, lines: ['email: not set up', 'webhook: answers'] })
  await drop()
})
