// How large a picture may be, and how its refusal reads. Reads none.

/** Why a picture is refused: no picture that is known or a broken one, too many pixels. */
export type PictureFault = 'form' | 'pixels'

/** What whoever takes pictures allows. `refuse`: makes the refusal. */
export type Limits = {
  readonly sidePxMax: number
  readonly pixelsMax: number
  readonly refuse: (why: PictureFault) => Error
}

/** A picture that only draws, and how large it is. */
export type Drawn = { readonly bytes: Buffer; readonly width: number; readonly height: number }

/** @throws what the limits say, where a picture would fill memory or has no extent. */
export function refusePixels(limits: Limits, { width, height }: Omit<Drawn, 'bytes'>): void {
  const { sidePxMax, pixelsMax, refuse } = limits
  if (width < 1 || height < 1 || width > sidePxMax || height > sidePxMax || width * height > pixelsMax)
    throw refuse('pixels')
}
