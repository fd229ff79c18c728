import { open } from 'node:fs/promises'
import { FfmpegError } from './ffmpeg.ts'

/**
 * The name of ffmpeg's demuxer for a still picture, by the file's first bytes. Naming it keeps ffmpeg from guessing: a
 * "picture" that is a playlist in truth would make it open other files and addresses.
 * @throws {FfmpegError} when the file is no JPEG, PNG or WebP picture
 */
export async function stillFormat(path: string): Promise<'jpeg_pipe' | 'png_pipe' | 'webp_pipe'> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new FfmpegError('failed', `the image ${path} cannot be read`, cause)
  })
  try {
    const head = Buffer.alloc(12)
    await file.read(head, 0, 12, 0)
    if (head.readUInt16BE(0) === 0xffd8) return 'jpeg_pipe'
    if (head.readUInt32BE(0) === 0x89504e47) return 'png_pipe'
    if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP')
      return 'webp_pipe'
  } finally {
    await file.close()
  }
  throw new FfmpegError('failed', `${path} is no JPEG, PNG or WebP picture`)
}
