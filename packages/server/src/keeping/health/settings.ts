// Is the process set up so that links lead somewhere and keys are kept to ourselves? Reads files' modes, never their content.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '@lotse/protocol'
import { SECRET_FILE } from '../../base/secrets.ts'
import type { Config } from '../../config.ts'
import { found, orWell } from './finding.ts'

const OTHERS = 0o077
const LOOPBACK = /^https?:\/\/(localhost|127\.|\[::1\])/

/** The environment and the files it names. */
export function lookAtSettings(config: Config): Finding[] {
  const secretFile = join(config.dataFolder, SECRET_FILE)
  const dkim = config.mail?.dkim
  return orWell(
    [
      // Without a mail server no link leaves the house.
      config.mail !== null && LOOPBACK.test(config.publicUrl) && found('address_local', { address: config.publicUrl }),
      readableByOthers(secretFile) && found('secret_readable', { file: secretFile }),
      dkim != null && !existsSync(dkim.keyFile) && found('dkim_missing', { file: dkim.keyFile }),
    ],
    found('settings_well', { address: config.publicUrl }),
  )
}

function readableByOthers(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  return process.platform !== 'win32' && found !== undefined && (found.mode & OTHERS) !== 0
}
