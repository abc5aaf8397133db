// Compiled template versions, kept in memory: a version never changes, so it is read and compiled once. Says why one cannot be used.
import { Problem } from '@lotse/core/base'
import { templateDocument } from '@lotse/protocol'
import { LRUCache } from 'lru-cache'
import type { Queryable } from '../../adapters/store/outbox.ts'
import { findTemplate } from '../../adapters/store/template.ts'
import { builtinTemplates } from './builtin.ts'
import { type CompiledTemplate, compileTemplate } from './compile.ts'

/** Names one version of one workspace's template; built-in ones are the same for all. */
export type TemplateName = { readonly workspaceId: number; readonly key: string; readonly version: number }

const VERSIONS_MAX = 500

/** A version that cannot be used, and why. */
export type Unusable = { readonly unusable: 'template_missing' | 'template_invalid'; readonly detail: string }

/** Reads and compiles on first use. Missing ones are asked for again, faulty ones are not. */
export class TemplateBook {
  readonly #client: Queryable
  readonly #kept = new LRUCache<string, Promise<CompiledTemplate | Unusable>>({ max: VERSIONS_MAX })

  constructor(client: Queryable) {
    this.#client = client
  }

  /** The compiled version, or why there is none. */
  async find(name: TemplateName): Promise<CompiledTemplate | Unusable> {
    const key = builtinTemplates.has(name.key) ? name.key : `${name.workspaceId}/${name.key}/${name.version}`
    const kept = this.#kept.get(key) ?? this.#load(name)
    this.#kept.set(key, kept)
    try {
      const found = await kept
      if ('unusable' in found && found.unusable === 'template_missing') this.#kept.delete(key)
      return found
    } catch (error) {
      this.#kept.delete(key)
      throw error
    }
  }

  async #load(name: TemplateName): Promise<CompiledTemplate | Unusable> {
    const document = builtinTemplates.get(name.key) ?? (await findTemplate(this.#client, name))?.document
    if (document === undefined) return { unusable: 'template_missing', detail: `${name.key} version ${name.version}` }
    const read = templateDocument.safeParse(document)
    if (!read.success)
      return { unusable: 'template_invalid', detail: read.error.issues[0]?.message ?? 'not a template' }
    try {
      return await compileTemplate(read.data)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { unusable: 'template_invalid', detail: error.message }
    }
  }
}
