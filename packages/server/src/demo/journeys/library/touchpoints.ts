// Where the demo company meets its customers: every touchpoint once, by the unit that owns it. Makes plans of rows.
import { type ItemPlan, idsIn } from '../plan.ts'
import { houseTouchpoints } from './touchpoints-house.ts'
import { shopTouchpoints } from './touchpoints-shop.ts'

/** The touchpoints. Each uses its applications. */
export const touchpoints: readonly ItemPlan[] = Object.entries({ ...shopTouchpoints, ...houseTouchpoints }).flatMap(
  ([owner, rows]) =>
    rows.map(
      ([id, name, about, channels, apps, state]): ItemPlan => ({
        id: `t-${id}`,
        kind: 'touchpoint',
        owner,
        name,
        words: { about },
        fields: { state: state ?? 'live', channels: idsIn(channels, 'c-') },
        ties: { uses: idsIn(apps, 'a-') },
      }),
    ),
)
