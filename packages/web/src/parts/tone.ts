// The tones of marks. Colour is never alone: words beside it say the same.

/** What a mark is about. */
export type MarkTone = 'plain' | 'brand' | 'attention' | 'harm' | 'proof' | 'info'
