// Further settings of a connection as lines of text, `name = value`. Draws nothing.

/** Lines of text as settings; what is no line of that form is left out. */
export function optionsOf(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line) => {
    const at = line.indexOf('=')
    const name = line.slice(0, Math.max(0, at)).trim()
    return name === '' ? [] : [[name, line.slice(at + 1).trim()] as const]
  })
  return Object.fromEntries(pairs)
}

/** Settings as lines of text. */
export function textOf(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n')
}
