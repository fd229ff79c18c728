/** Looks of the burned captions, for a canvas of 1080×1920 pixels. */
export type SubtitleStyle = 'tiktok' | 'youtube' | 'minimal'

export const subtitleStyles = ['tiktok', 'youtube', 'minimal'] as const satisfies readonly SubtitleStyle[]

/** A weight of Montserrat (SIL Open Font License), from the npm package that ships it. */
export interface CaptionFont {
  /** Family name inside the font file, by which libass finds it. */
  readonly family: string
  /** File below the font package. */
  readonly file: string
}

export interface CaptionStyle {
  readonly font: CaptionFont
  /** Height of the em, as CSS means it. */
  readonly fontSizePx: number
  readonly uppercase: boolean
  /** Colours are written RRGGBB. */
  readonly color: string
  readonly spokenColor: string
  readonly outlineColor: string
  readonly outlinePx: number
  readonly shadowPx: number
  /** Height of the text's middle; platforms cover the lowest 20 to 25 % with their own buttons. */
  readonly centerY: number
  readonly maxWords: number
  readonly maxCharacters: number
}

/** Free of the platforms' own buttons: 110 px on both sides. */
export const captionWidthPx = 860

export const captionStyles: Readonly<Record<SubtitleStyle, CaptionStyle>> = {
  tiktok: {
    font: { family: 'Montserrat Black', file: '900Black/Montserrat_900Black.ttf' },
    fontSizePx: 88,
    uppercase: true,
    color: 'FFFFFF',
    spokenColor: 'FFE034',
    outlineColor: '000000',
    outlinePx: 8,
    shadowPx: 4,
    centerY: 1290,
    maxWords: 4,
    maxCharacters: 20,
  },
  youtube: {
    font: { family: 'Montserrat ExtraBold', file: '800ExtraBold/Montserrat_800ExtraBold.ttf' },
    fontSizePx: 68,
    uppercase: false,
    color: 'FFFFFF',
    spokenColor: '5CE1FF',
    outlineColor: '101014',
    outlinePx: 6,
    shadowPx: 3,
    centerY: 1380,
    maxWords: 5,
    maxCharacters: 24,
  },
  minimal: {
    font: { family: 'Montserrat SemiBold', file: '600SemiBold/Montserrat_600SemiBold.ttf' },
    fontSizePx: 54,
    uppercase: false,
    color: 'D4D4D8',
    spokenColor: 'FFFFFF',
    outlineColor: '18181B',
    outlinePx: 4,
    shadowPx: 2,
    centerY: 1420,
    maxWords: 5,
    maxCharacters: 26,
  },
}
