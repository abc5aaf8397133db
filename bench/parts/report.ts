// The one JSON line that a measurement prints. Judges nothing.

export type Measurement = {
  readonly bench: string
  readonly value: number
  readonly unit: string
  /** What the plain way reaches in the same run; null where there is none. */
  readonly floor: number | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** Prints a measurement; `ratio` is value by floor. */
export function report({ bench, value, unit, floor, detail }: Measurement): void {
  const ratio = floor === null ? null : rounded(value / floor)
  console.log(
    JSON.stringify({
      bench,
      value: rounded(value),
      unit,
      floor: floor === null ? null : rounded(floor),
      ratio,
      detail,
    }),
  )
}

const rounded = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
