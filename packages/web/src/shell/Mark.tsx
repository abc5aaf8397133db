// The mark of Lotse: a compass. Decoration beside the name.

/** The mark at a size in pixels. */
export function Mark({ size }: { size: number }) {
  return <img src="/lotse.svg" width={size} height={size} alt="" />
}
