// Shows how far a long command is: a bar that redraws itself on a terminal, a line for every tenth elsewhere. Measures nothing.

const BAR_WIDTH = 30

/** `share`: 0 to 1; `text`: what stands behind the bar. */
export type Meter = { show(share: number, text: string): void; end(): void }

/** @param out - where it is drawn; never where the command's answer goes. */
export function createMeter(out: NodeJS.WriteStream): Meter {
  let told = -1
  let drawnAt = 0
  const show = (share: number, text: string) => {
    const tenth = Math.floor(share * 10)
    const due = out.isTTY ? performance.now() - drawnAt > 100 : tenth > told
    if (!due) return
    ;[told, drawnAt] = [tenth, performance.now()]
    const full = Math.round(share * BAR_WIDTH)
    const line = `[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}] ${Math.floor(share * 100)} %  ${text}`
    out.write(out.isTTY ? `\r\u001b[K${line}` : `${line}\n`)
  }
  return { show, end: () => void (out.isTTY && out.write('\n')) }
}
