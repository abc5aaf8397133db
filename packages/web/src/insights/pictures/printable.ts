// Makes a picture one that paper can show, too: JPEG or PNG, no larger than a page needs. What cannot be read here is left to the server, which says what is wrong.

/** Sharp on paper and on a large screen. */
const SIDE_PX_MAX = 2400
/** Below this nothing is worth a loss. */
const BYTES_MAX = 2_000_000
const QUALITY = 0.88
const PAPER = '#ffffff'

/** The picture, or a JPEG in its place: of a film the first frame, of what is transparent upon white. */
export async function printable(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (bitmap === null) return file
  const scale = Math.min(1, SIDE_PX_MAX / Math.max(bitmap.width, bitmap.height))
  const fits = scale === 1 && file.size <= BYTES_MAX
  if (fits && (file.type === 'image/jpeg' || file.type === 'image/png')) return file
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const pen = canvas.getContext('2d')
  if (pen === null) return file
  pen.fillStyle = PAPER
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return (await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))) ?? file
}
