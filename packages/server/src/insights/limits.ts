// Bounds of what is kept beside an insight. Checks nothing itself.

/** More evidence than this nobody reads. What was put aside counts, so that nothing grows without end. */
export const EVIDENCE_MAX = 200
