// How a workspace looks to its customers and members: the name it signs with, a colour, a logo. Says nothing about templates.
import { z } from 'zod'
import type { Operations } from './operation.ts'

/** A logo as it is handed in; in base64 a third longer. */
export const LOGO_BYTES_MAX = 200 * 1024

/** A colour such as `#0a6b72`. */
const color = z.string().regex(/^#[0-9a-f]{6}$/, 'a colour such as #0a6b72')

/**
 * The brand. `name`: what customers read instead of the workspace's name. `color`: of buttons in mails and pages; text on it is black or
 * white, whichever reads better. `logoUrl`: where everybody can fetch it; it changes with the logo.
 */
export const brand = z
  .object({ name: z.string().nullable(), color: color.nullable(), logoUrl: z.string().nullable() })
  .meta({ id: 'Brand' })
export type Brand = z.infer<typeof brand>

/** Operations on the brand. */
export const brandOperations = {
  getBrand: {
    method: 'GET',
    path: '/api/v1/workspace/brand',
    tag: 'Workspace',
    summary: 'Name, colour and logo that customers see',
    allow: 'workspace.read',
    answer: brand,
  },
  setBrand: {
    method: 'PUT',
    path: '/api/v1/workspace/brand',
    tag: 'Workspace',
    summary: 'Set name and colour; null goes back to what comes with Lotse',
    allow: 'workspace.manage',
    body: z.strictObject({ name: z.string().trim().min(1).max(100).nullable(), color: color.nullable() }),
    answer: brand,
  },
  setLogo: {
    method: 'PUT',
    path: '/api/v1/workspace/brand/logo',
    tag: 'Workspace',
    summary: 'Set the logo: PNG, JPEG or SVG in base64, at most 200 KB; what could run or tells of people is taken out',
    allow: 'workspace.manage',
    body: z.strictObject({ data: z.base64().max(Math.ceil(LOGO_BYTES_MAX / 3) * 4) }),
    answer: brand,
  },
  removeLogo: {
    method: 'DELETE',
    path: '/api/v1/workspace/brand/logo',
    tag: 'Workspace',
    summary: 'Show the name instead of a logo',
    allow: 'workspace.manage',
    answer: brand,
  },
  getSignInBrand: {
    method: 'GET',
    path: '/api/v1/brand',
    tag: 'Session',
    summary: 'The brand that the sign-in shows: that of the only workspace of this server, else none',
    allow: 'public',
    answer: brand,
  },
} as const satisfies Operations
