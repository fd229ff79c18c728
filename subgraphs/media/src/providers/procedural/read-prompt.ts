import { type Camera, readCamera } from './camera.ts'
import { homesOf, type MotifName } from './motifs/index.ts'
import type { Random } from './random.ts'
import type { SettingName } from './settings/index.ts'
import { stem, wordsOf } from './stem.ts'
import {
  type Mood,
  moodWords,
  motifWords,
  type People,
  peopleWords,
  type StyleName,
  settingWords,
  silentWords,
  styleNames,
  type TimeOfDay,
  timeWords,
  type Weather,
  weatherWords,
} from './vocabulary.ts'
import { indexWords } from './word-index.ts'

/** What the words of a prompt ask for, in the painter's terms. */
export interface Brief {
  readonly style: StyleName
  readonly moods: readonly Mood[]
  readonly time: TimeOfDay | undefined
  readonly weather: Weather | undefined
  readonly people: People | undefined
  readonly camera: Camera
  readonly setting: SettingName
  /** Things to show, the most telling first; may be empty. */
  readonly motifs: readonly MotifName[]
  /** 'down' when the words speak of fall and loss. */
  readonly trend: 'up' | 'down'
}

export interface PromptWords {
  readonly prompt: string
  readonly style: string
  readonly mood: string
  readonly cameraAngle: string
}

const motifIndex = indexWords(motifWords)
const settingIndex = indexWords(settingWords)
const moodIndex = indexWords(moodWords)
const timeIndex = indexWords(timeWords)
const weatherIndex = indexWords(weatherWords)
const peopleIndex = indexWords(peopleWords)
const silent = new Set(wordsOf(silentWords).map(stem))
const falling =
  /\b(fall|drop|declin|crash|loss|lose|losing|slump|plung|shrink|cut|collaps|downturn|recession|decreas|plummet)/

/** What directors write of the camera and of the frame, which is not in the picture: no eye is at "eye level". */
const cameraTalk =
  /\b(?:at )?eye[- ]level\b|\broom to breathe\b|\b(?:bird|worm)['’]?s?[- ]eye(?: view)?\b|\bpoint of view\b|\bthree[- ]quarter\b/gi
/** What a prompt says of the things to be seen. */
const matterOf = (prompt: string, cameraAngle: string): string => {
  const angle = cameraAngle.trim()
  const begins = angle !== '' && prompt.toLowerCase().startsWith(angle.toLowerCase())
  return (begins ? prompt.slice(angle.length) : prompt).replace(cameraTalk, ' ')
}

/** Reads a prompt. The seed decides between readings that are equally good, so that scenes of one story differ. */
export const readPrompt = ({ prompt, style, mood, cameraAngle }: PromptWords, random: Random): Brief => {
  const expressions = expressionsOf(matterOf(prompt, cameraAngle))
  const motifScores = score(expressions, word => motifIndex.lookUp(word))
  const motifs = orderByChance(motifScores, random.fork('motifs')).slice(0, 5)
  const feeling = [...expressionsOf(mood), ...expressions]
  const trend = falling.test(prompt.toLowerCase()) ? 'down' : 'up'
  return {
    style: styleNames.find(name => `${style} ${prompt}`.toLowerCase().includes(name)) ?? 'cinematic',
    moods: namesBy(feeling, word => moodIndex.lookUp(word)).slice(0, 3),
    time: namesBy(feeling, word => timeIndex.lookUp(word))[0],
    weather: namesBy(expressions, word => weatherIndex.lookUp(word))[0],
    people: namesBy(expressions, word => peopleIndex.lookUp(word))[0],
    camera: readCamera(cameraAngle, prompt),
    setting: chooseSetting(expressions, motifs, random.fork('setting')),
    motifs,
    trend,
  }
}

/** Words and pairs of words ("late-night") that name something, each once, in order. */
const expressionsOf = (text: string): string[] => {
  const words = wordsOf(text).filter(word => !/^\d+$/.test(word) || word.length === 4)
  const pairs = words.slice(1).map((word, index) => `${words[index]}-${word}`)
  const telling = words.filter(word => !silent.has(stem(word)))
  return [...new Set([...interleave(telling, pairs)])]
}

const interleave = (first: readonly string[], second: readonly string[]): string[] =>
  Array.from({ length: Math.max(first.length, second.length) }, (_, index) => [first[index], second[index]])
    .flat()
    .filter(item => item !== undefined)

/** Scores names by how early, how often and how plainly the words speak for them. */
const score = <Name extends string>(
  expressions: readonly string[],
  lookUp: (word: string) => readonly Name[],
): Map<Name, number> => {
  const scores = new Map<Name, number>()
  for (const [index, expression] of expressions.entries()) {
    const names = lookUp(expression)
    for (const name of names) {
      const plain = expression.includes('-') ? 2 : 1
      scores.set(name, (scores.get(name) ?? 0) + plain / (1 + index * 0.04) / names.length ** 0.7)
    }
  }
  return scores
}

const namesBy = <Name extends string>(
  expressions: readonly string[],
  lookUp: (word: string) => readonly Name[],
): Name[] =>
  [...score(expressions, lookUp)].sort((first, second) => second[1] - first[1]).map(([name]) => name)

/** The best first, but names that score nearly the same may change places. */
const orderByChance = <Name extends string>(scores: ReadonlyMap<Name, number>, random: Random): Name[] =>
  [...scores]
    .map(([name, value]) => ({ name, value: value * random.between(0.72, 1.28) }))
    .sort((first, second) => second.value - first.value)
    .map(({ name }) => name)

const quietSettings: readonly SettingName[] = [
  'waves',
  'mountains',
  'clouds',
  'city',
  'hills',
  'ocean',
  'road',
  'network',
]

const chooseSetting = (
  expressions: readonly string[],
  motifs: readonly MotifName[],
  random: Random,
): SettingName => {
  const scores = score(expressions, word => settingIndex.lookUp(word))
  const pull = scores.size === 0 ? 1 : 0.16
  for (const [rank, motif] of motifs.slice(0, 3).entries()) {
    for (const home of homesOf(motif)) scores.set(home, (scores.get(home) ?? 0) + pull / (1 + rank))
  }
  if (scores.size === 0) return random.pick(quietSettings)
  return random.weighted([...scores].map(([name, value]) => [name, value ** 2.6] as const))
}

/** True when the words speak of fall and loss, so that a curve should go down. */
export const saysDown = (brief: Brief): boolean => brief.trend === 'down'
