// Facts of an event in which amounts are written with their currency: "fee: 49,00 €" instead of "fee: 49" and "currency: EUR". Pure.
import type { Format } from '../words/format-in.ts'

type Fact = { readonly name: string; readonly value: string }

/** What amounts are called in the events of shops. */
const AMOUNT = /^(amount|discount|fee|price|revenue|shipping|subtotal|tax|total|value)$/
const CURRENCY = /^[A-Z]{3}$/

/** The facts; where no currency is said they stay as they are. */
export function withMoney(f: Format, facts: readonly Fact[]): readonly Fact[] {
  const currency = facts.find(({ name, value }) => name === 'currency' && CURRENCY.test(value))?.value
  const amounts = facts.filter(({ name, value }) => AMOUNT.test(name) && Number.isFinite(Number(value)))
  if (currency === undefined || amounts.length === 0) return facts
  const write = new Intl.NumberFormat(f.language, { style: 'currency', currency })
  return facts
    .filter(({ name }) => name !== 'currency')
    .map((fact) => (amounts.includes(fact) ? { ...fact, value: write.format(Number(fact.value)) } : fact))
}
