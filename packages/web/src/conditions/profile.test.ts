// What a segment may ask for: the console says no where the server would, and only there.
import { compileProfile, Problem, parseCondition } from '@lotse/core/base'
import { expect, test } from 'vitest'
import { beyondProfile } from './profile.ts'

const refused = (text: string): boolean => {
  try {
    compileProfile(parseCondition(text))
    return false
  } catch (error) {
    if (error instanceof Problem && error.code === 'condition.out_of_reach') return true
    throw error
  }
}

test.each([
  'trait.club in ["gold"]',
  'exists(identity.email) or not account.size > 10',
  'trait.since >= 30d ago and trait.until < now',
  'count("Order Completed") > 1',
  'trait.club = "gold" and (exists(trait.age) or not property.total > 10)',
  'event.name = "Paid"',
  'event.channel in ["web"]',
  'exists(property.total)',
  'trait.age > hour',
])('J13 console and server agree about %s', (text) => {
  expect(beyondProfile(parseCondition(text))).toBe(refused(text))
})
