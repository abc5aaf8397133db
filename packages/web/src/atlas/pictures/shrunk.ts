// Makes photos as small as a map needs them, before they are sent. What cannot be read here is left to the server, which says what is wrong.

/** Sharp on a large screen. */
const SIDE_PX_MAX = 2400
/** Below this nothing is worth a loss. */
const BYTES_MAX = 2_000_000
const QUALITY = 0.86

/** The picture, or a smaller one in its place. Animations stay as they are. */
export async function shrunk(file: Blob): Promise<Blob> {
  if (file.type === 'image/gif' || file.type === 'image/svg+xml') return file
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (bitmap === null) return file
  const scale = Math.min(1, SIDE_PX_MAX / Math.max(bitmap.width, bitmap.height))
  if (scale === 1 && file.size <= BYTES_MAX) return file
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const smaller = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/webp', QUALITY))
  return smaller === null || smaller.size >= file.size ? file : smaller
}
