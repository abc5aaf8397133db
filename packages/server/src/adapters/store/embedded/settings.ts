// PostgreSQL's settings for our load: short durable writes, large batches, one machine shared with the server itself.
import { totalmem } from 'node:os'

const MB = 1024 * 1024
const BUFFERS_MB_MIN = 128
const BUFFERS_MB_MAX = 1024
/** One part in 24 of the memory: 1 GB on a machine with 24 GB. The rest serves the server and the file cache, which PostgreSQL uses too. */
const BUFFERS_PART = 24

/**
 * Settings for the command line of `postgres`.
 *
 * @param memoryBytes - the machine's memory.
 */
export function serverSettings(memoryBytes: number = totalmem()): Readonly<Record<string, string>> {
  const buffersMb = Math.min(
    BUFFERS_MB_MAX,
    Math.max(BUFFERS_MB_MIN, Math.round(memoryBytes / MB / BUFFERS_PART / 64) * 64),
  )
  return {
    shared_buffers: `${buffersMb}MB`,
    effective_cache_size: `${Math.max(buffersMb * 2, Math.round(memoryBytes / MB / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_connections: '100',
    // Checkpoints write whole pages again; rare ones keep the log small and the disk free.
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    wal_level: 'minimal',
    max_wal_senders: '0',
    synchronous_commit: 'on',
    random_page_cost: '1.1',
    effective_io_concurrency: '64',
    jit: 'off',
    // The hot tables are written in place; waiting for a fifth of millions of rows would let them bloat.
    autovacuum_vacuum_scale_factor: '0.05',
    autovacuum_analyze_scale_factor: '0.05',
    timezone: 'UTC',
    // What people wrote must not reach the log: no statements, no parameters, no details of conflicting rows.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    logging_collector: 'off',
  }
}

/** For tests: what must survive a killed process still does; what must survive a power cut need not. */
export const TEST_SETTINGS: Readonly<Record<string, string>> = {
  shared_buffers: '128MB',
  max_connections: '200',
  fsync: 'off',
  full_page_writes: 'off',
}
