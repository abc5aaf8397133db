import type { EmailMessage, WebhookMessage } from '@lotse/core/ports'
import { describe, expect, test } from 'vitest'
import { packed, unpacked } from './kept.ts'

const mail: EmailMessage = {
  channel: 'email',
  key: 'run/1/1',
  to: 'anna@example.org',
  from: 'Nordlicht <post@nordlicht.example>',
  subject: 'Schön, dass Sie da sind 🏕',
  html: '<p>Guten Tag, مرحبا</p>',
  text: 'Guten Tag',
  messageId: '<1@nordlicht.example>',
  unsubscribeUrl: 'https://nordlicht.example/m/u/secret',
}

describe('a message that left', () => {
  test('is shown again as it was, whatever its language, without the key', () => {
    const { key: _key, unsubscribeUrl: _link, ...rest } = mail
    const { subject, content } = packed(mail)
    expect(subject).toBe(mail.subject)
    expect(unpacked(content)).toEqual(rest)
  })

  test('is kept even where its subject holds what the database refuses', () => {
    const { subject, content } = packed({ ...mail, subject: `a\0b${'x'.repeat(900)}` })
    expect(subject).toBe(`ab${'x'.repeat(498)}`)
    expect(unpacked(content)).toMatchObject({ subject: `a\0b${'x'.repeat(900)}` })
  })

  test('to another system is kept with its address and body', () => {
    const call: WebhookMessage = {
      channel: 'webhook',
      key: 'k',
      workspaceId: 1,
      url: 'https://crm.example/in',
      body: '{"a":1}',
      timestampMs: 5,
    }
    expect(unpacked(packed(call).content)).toEqual({ channel: 'webhook', url: call.url, body: call.body })
  })
})
