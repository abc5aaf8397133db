// Pictures that stand in maps: brought as bytes, looked at by members and by whoever has a link. Where they stand is a field of a record.
import { z } from 'zod'
import type { Operations } from './operation.ts'

/** The largest picture as it is handed in. */
export const PICTURE_BYTES_MAX = 5 * 1024 * 1024

/** What pictures may be, known by their content. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const
/** One of them. */
export type PictureType = (typeof pictureTypes)[number]

const pictureId = z.string().regex(/^[\w-]{22}$/)
const pictureParams = z.object({ id: pictureId })

/** A picture. `id`: stands in fields of records; the same picture has the same. `bytes`: as it is kept, without what tells of people. */
export const keptPicture = z
  .object({ id: pictureId, type: z.enum(pictureTypes), width: z.int(), height: z.int(), bytes: z.int() })
  .meta({ id: 'Picture' })
export type KeptPicture = z.infer<typeof keptPicture>

/** Operations on pictures. */
export const atlasPictureOperations = {
  addPicture: {
    method: 'POST',
    path: '/api/v1/atlas/pictures',
    tag: 'Atlas',
    summary:
      'Bring a picture: PNG, JPEG, WebP or GIF, at most 5 MB and 32 million pixels. Notes of cameras and programs are left out. One that stands nowhere for 30 days is forgotten',
    allow: 'atlas.edit',
    upload: true,
    status: 201,
    answer: keptPicture,
  },
  getPicture: {
    method: 'GET',
    path: '/api/v1/atlas/pictures/{id}',
    tag: 'Atlas',
    summary: 'A picture as it is',
    allow: 'atlas.read',
    params: pictureParams,
    file: pictureTypes,
  },
  getSharedPicture: {
    method: 'GET',
    path: '/api/v1/shared/pictures/{id}',
    tag: 'Atlas',
    summary: 'A picture of a journey that a link shows; `t` stands in the address that came with the journey',
    allow: 'public',
    params: pictureParams,
    query: z.object({ t: z.string().min(1).max(400) }),
    file: pictureTypes,
  },
} as const satisfies Operations
