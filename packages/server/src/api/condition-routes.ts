// Operations on conditions as text: one form becomes the other. Evaluates nothing.
import { parseCondition, printCondition } from '@lotse/core/base'
import { type Api, read } from '../base/operation.ts'

/** Registers the operations. */
export function conditionRoutes(api: Api): void {
  read(api, 'parseCondition', async ({ body }) => {
    const condition = parseCondition(body.text)
    return { condition, text: printCondition(condition) }
  })

  read(api, 'printCondition', async ({ body }) => ({ text: printCondition(body.condition) }))
}
