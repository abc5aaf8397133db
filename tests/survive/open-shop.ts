// Opens the shop in a running server through its management API: a source, a template, flows. As an operator's program would.
import { type OperationInput, type OperationName, requestOf } from '@lotse/protocol'
import { runLotse, until } from '../process.ts'
import { FLOWS, ORDERS, TEMPLATE } from './shop.ts'
import type { Site } from './site.ts'

/** An open shop. `ordersFlow`: id of the flow with one run for each order. */
export type OpenShop = { readonly writeKey: string; readonly ordersFlow: string; readonly token: string }

/** Opens the shop and waits until its flows take people in. */
export async function openShop(site: Site): Promise<OpenShop> {
  const token = await tokenFor(site)
  const { writeKey } = await call(site, token, 'createSource', { body: { name: 'shop', trusted: true } })
  await call(site, token, 'createTemplateVersion', { params: { key: 'hello' }, body: TEMPLATE })
  let ordersFlow = ''
  let from = 0
  for (const document of FLOWS) {
    const { id } = await call(site, token, 'createFlow', { body: document })
    const { effectiveAt } = await call(site, token, 'publishFlow', { params: { id: String(id) } })
    from = Math.max(from, Date.parse(String(effectiveAt)))
    if (document.name === ORDERS) ordersFlow = String(id)
  }
  await until(() => Date.now() > from)
  return { writeKey: String(writeKey), ordersFlow, token }
}

async function tokenFor({ env }: Site): Promise<string> {
  const command = runLotse(['token', 'survive'], env)
  const { code } = await command.ended
  if (code !== 0) throw new Error(`no token was made:\n${command.output()}`)
  return command.output().trim()
}

async function call<N extends OperationName>(
  { url }: Site,
  token: string,
  name: N,
  input: OperationInput<N>,
): Promise<Readonly<Record<string, unknown>>> {
  const { method, path, body } = requestOf(name, input)
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  })
  if (!response.ok) throw new Error(`${name} was answered with ${response.status}: ${await response.text()}`)
  return (await response.json()) as Record<string, unknown>
}
