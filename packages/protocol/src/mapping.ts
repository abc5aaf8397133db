// The mapping document: which column of a file, or which value of a webhook's JSON, is what. Reads no record.
import { z } from 'zod'

const NAME_LENGTH_MAX = 200
const FIELDS_MAX = 200

/**
 * How a value is read. `number`: 1234.5; `comma`: 1.234,5; `boolean`: ja, yes, true, 1; `seconds`, `milliseconds`: since 1970; `dayFirst`
 * (31.12.2026 14:05) and `monthFirst` (12/31/2026 2:05 PM): dates as people write them, by the clocks of the workspace's zone. ISO 8601 is
 * read by both.
 */
export const mappingReadings = [
  'text',
  'number',
  'comma',
  'boolean',
  'seconds',
  'milliseconds',
  'dayFirst',
  'monthFirst',
] as const
export type MappingReading = (typeof mappingReadings)[number]

const column = z.string().min(1).max(NAME_LENGTH_MAX)

/** A column by its name, or a path such as `order.items.0.price`; or one read in a certain way; or the same value for every record. */
export const mappingField = z.union([
  column,
  z.strictObject({ column, as: z.enum(mappingReadings).default('text') }),
  z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) }),
])
export type MappingField = z.infer<typeof mappingField>

const fields = z
  .record(z.string().min(1).max(NAME_LENGTH_MAX), mappingField)
  .refine((all) => Object.keys(all).length <= FIELDS_MAX, `at most ${FIELDS_MAX} fields`)

/** The mapping document. `properties` and `traits`: by name, or `"rest"` for all columns that are not named elsewhere. */
export const mappingShape = z
  .strictObject({
    delimiter: z.string().length(1).optional(),
    type: mappingField.optional(),
    event: mappingField.optional(),
    messageId: mappingField.optional(),
    userId: mappingField.optional(),
    anonymousId: mappingField.optional(),
    groupId: mappingField.optional(),
    previousId: mappingField.optional(),
    name: mappingField.optional(),
    channel: mappingField.optional(),
    timestamp: mappingField.optional(),
    email: mappingField.optional(),
    phone: mappingField.optional(),
    externalIds: fields.optional(),
    properties: z.union([fields, z.literal('rest')]).optional(),
    traits: z.union([fields, z.literal('rest')]).optional(),
  })
  .meta({ id: 'Mapping' })
export type Mapping = z.infer<typeof mappingShape>
