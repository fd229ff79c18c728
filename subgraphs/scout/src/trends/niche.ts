/** A subject that a scan can keep to. */
export interface Niche {
  name: string
  /** Whole words, in any case; plurals count as well. */
  keywords: readonly string[]
  excludedKeywords: readonly string[]
  /** Categories of feeds that belong to the niche whatever the item's words are. */
  categories: readonly string[]
  /** Trends below this score are not kept. */
  minScore: number
}

/** Keeps everything. */
export const GENERAL = 'general'

const niches: readonly Niche[] = [
  { name: GENERAL, keywords: [], excludedKeywords: [], categories: [], minScore: 0 },
  {
    name: 'tech',
    keywords: split(
      'AI, artificial intelligence, machine learning, startup, software, programming, developer, cloud, SaaS, API, open source, cybersecurity, blockchain, robotics, GPU',
    ),
    excludedKeywords: split('celebrity, gossip, horoscope, reality TV'),
    categories: split('technology, software, AI'),
    minScore: 15,
  },
  {
    name: 'gaming',
    keywords: split(
      'game, gaming, esports, PlayStation, Xbox, Nintendo, Steam, Twitch, streamer, GPU, console, PC gaming, indie game, RPG, FPS',
    ),
    excludedKeywords: split('gambling, casino, lottery'),
    categories: split('gaming, esports, entertainment'),
    minScore: 15,
  },
  {
    name: 'finance',
    keywords: split(
      'stock, market, crypto, bitcoin, ethereum, investing, fintech, banking, economy, inflation, interest rate, IPO, earnings, trading, DeFi',
    ),
    excludedKeywords: split('scam, ponzi, get rich quick'),
    categories: split('finance, investing, cryptocurrency'),
    minScore: 20,
  },
  {
    name: 'health',
    keywords: split(
      'health, fitness, nutrition, mental health, wellness, medical, research, clinical trial, FDA, vaccine, exercise, diet, sleep, mindfulness, therapy',
    ),
    excludedKeywords: split('miracle cure, detox cleanse, anti-vax'),
    categories: split('health, fitness, wellness'),
    minScore: 15,
  },
]

/** All niches, `general` first. */
export function listNiches(): readonly Niche[] {
  return niches
}

/** The niche of that name, in any case; undefined when there is none. */
export function findNiche(name: string): Niche | undefined {
  const wanted = name.trim().toLowerCase()
  return niches.find(niche => niche.name === wanted)
}

function split(list: string): string[] {
  return list.split(', ')
}
