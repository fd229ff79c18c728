const SIDE_PIXELS = 256

/**
 * The middle of a picture as a square of 256 pixels, WebP or PNG: small enough to be sent, and without what cameras write
 * into files, such as where it was taken. @throws Error when the file is no picture.
 */
export async function squarePicture(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file)
  const side = Math.min(picture.width, picture.height)
  const canvas = Object.assign(document.createElement('canvas'), { width: SIDE_PIXELS, height: SIDE_PIXELS })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser cannot draw the picture.')
  context.imageSmoothingQuality = 'high'
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2]
  context.drawImage(picture, left, top, side, side, 0, 0, SIDE_PIXELS, SIDE_PIXELS)
  picture.close()
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      blob => (blob ? resolve(blob) : reject(new Error('This browser cannot write the picture.'))),
      'image/webp',
      0.9,
    ),
  )
}
