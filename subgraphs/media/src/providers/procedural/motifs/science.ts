import { around, box, disc, fill, floating, line, oval, poly, standing } from './shape.ts'

export const flask = standing(
  fill('metal', box(-30, -100, 60, 16, 7)),
  fill('glass', 'M-22 -86H22V-26L78 74Q90 100 62 100H-62Q-90 100 -78 74L-22 -26Z'),
  fill('accent', 'M-48 20Q-20 8 2 20T50 22L78 74Q90 100 62 100H-62Q-90 100 -78 74Z'),
  fill('accent2', oval(0, 96, 54, 4)),
  fill(
    'paper',
    disc(-22, 56, 10),
    disc(20, 42, 7),
    disc(34, 74, 12),
    disc(-4, 82, 6),
    disc(4, -6, 6),
    disc(-6, -40, 5),
  ),
  fill('shine', 'M-12 -80V-24L-62 66Q-68 82 -56 86L-34 40L-2 -22V-80Z'),
)

export const microscope = standing(
  fill('ink', 'M-78 100V88Q-78 76 -64 76H66Q80 76 80 88V100Z'),
  fill('steel', box(-60, 30, 84, 13, 6)),
  line('steel', 20, 'M18 -52C78 -42 84 40 30 82'),
  fill('paper', 'M-40 -84L-4 -102L42 -12L6 6Z'),
  fill('accent', 'M-30 -64L6 -82L16 -62L-20 -44Z'),
  fill('ink', 'M-52 -94L-12 -114L-6 -98L-44 -78Z'),
  fill('metal', 'M4 2L34 -13L44 6L14 22Z'),
  fill('gold', disc(50, 4, 17)),
  fill('accent2', oval(-22, 28, 20, 5)),
  fill('shine', 'M-34 -80L-22 -86L22 -2L10 4Z'),
)

const helixRung = (y: number): string =>
  `M${-46 * Math.cos((y / 100) * 3.6)} ${y}L${46 * Math.cos((y / 100) * 3.6)} ${y}`
const helix = (phase: number): string => {
  const points = Array.from({ length: 41 }, (_, index) => {
    const y = -100 + index * 5
    return `${(46 * Math.cos((y / 100) * 3.6 + phase)).toFixed(1)} ${y}`
  })
  return `M${points.join('L')}`
}
export const dna = floating(
  line('paper', 7, ...[-90, -74, -58, -28, -12, 4, 20, 56, 72, 88].map(helixRung)),
  line('accent', 17, helix(0)),
  line('accent2', 17, helix(Math.PI)),
  line('shine', 5, helix(0)),
)

export const atom = floating(
  ...[0, 60, 120].map((degrees, index) => {
    const angle = (degrees * Math.PI) / 180
    const points = Array.from({ length: 49 }, (_, step) => {
      const at = (step / 48) * 2 * Math.PI
      const x = 96 * Math.cos(at)
      const y = 36 * Math.sin(at)
      return `${(x * Math.cos(angle) - y * Math.sin(angle)).toFixed(1)} ${(x * Math.sin(angle) + y * Math.cos(angle)).toFixed(1)}`
    })
    return line(index === 1 ? 'accent2' : 'paper', 8, `M${points.join('L')}Z`)
  }),
  fill('accent', disc(0, 0, 24)),
  fill('shine', disc(-8, -8, 8)),
  fill('accent2', disc(96, 0, 12)),
  fill('gold', disc(-48, 83, 12), disc(-48, -83, 12)),
)

export const pill = floating(
  fill('accent', 'M-84 84C-108 60 -104 26 -84 6L-40 -38L38 40L-6 84C-26 104 -60 108 -84 84Z'),
  fill('paper', 'M84 -84C108 -60 104 -26 84 -6L40 38L-38 -40L6 -84C26 -104 60 -108 84 -84Z'),
  fill(
    'shade',
    'M98 -58C102 -36 98 -20 84 -6L-6 84C-26 104 -50 102 -66 96C-40 98 -20 80 0 60L60 0C84 -24 98 -40 98 -58Z',
  ),
  line('shine', 11, 'M-78 32L-46 0M-26 -34L18 -76'),
)

export const syringe = floating(
  line('metal', 6, 'M-66 66L-100 100'),
  fill('glass', poly(-58, 22, 22, -58, 58, -22, -22, 58)),
  fill('accent2', poly(-58, 22, -16, -20, 20, 16, -22, 58)),
  fill('metal', poly(-66, 46, -46, 26, -26, 46, -46, 66)),
  fill('paper', poly(8, -72, 72, -8, 62, 2, -2, -62)),
  line('steel', 12, 'M44 -44L74 -74'),
  fill('accent', poly(54, -92, 92, -54, 82, -44, 44, -82)),
  line('paper', 5, 'M-20 -8L-8 4M0 -28L12 -16M20 -48L32 -36'),
  fill('shine', poly(-50, 20, 20, -50, 30, -40, -40, 30)),
)

export const virus = floating(
  line(
    'accent',
    9,
    around(10, turn => `M0 0L${(82 * Math.sin(turn)).toFixed(1)} ${(-82 * Math.cos(turn)).toFixed(1)}`),
  ),
  fill(
    'accent',
    around(10, turn => disc(Math.round(86 * Math.sin(turn)), Math.round(-86 * Math.cos(turn)), 12)),
  ),
  fill('accent', disc(0, 0, 60)),
  fill('deep', disc(-20, -16, 12), disc(22, 6, 15), disc(-10, 28, 9), disc(20, -30, 8)),
  fill('shade', 'M34 -50A60 60 0 0 1 -34 50A66 66 0 0 0 34 -50Z'),
  fill('shine', oval(-26, -32, 17, 11)),
)

export const brain = floating(
  fill(
    'pink',
    'M-6 -74C-30 -92 -60 -76 -60 -54C-88 -50 -98 -18 -80 0C-98 24 -80 56 -54 54C-46 82 -14 84 -6 66Z',
    'M6 -74C30 -92 60 -76 60 -54C88 -50 98 -18 80 0C98 24 80 56 54 54C46 82 14 84 6 66Z',
  ),
  line(
    'deep',
    6,
    'M-60 -54Q-40 -54 -34 -36M-80 0Q-58 -6 -46 10M-54 54Q-50 34 -30 32M-6 -30Q-26 -30 -26 -10M-6 26Q-22 20 -22 6M60 -54Q40 -54 34 -36M80 0Q58 -6 46 10M54 54Q50 34 30 32M6 -30Q26 -30 26 -10M6 26Q22 20 22 6',
  ),
  fill('shine', oval(-46, -56, 16, 9), oval(34, -66, 18, 8)),
)

export const heart = floating(
  fill('red', 'M0 90C-110 18 -104 -78 -50 -78C-22 -78 -6 -58 0 -42C6 -58 22 -78 50 -78C104 -78 110 18 0 90Z'),
  fill('shade', 'M0 90C110 18 104 -78 50 -78C88 -40 60 40 0 90Z'),
  fill(
    'shine',
    'M-76 -22C-78 -46 -66 -60 -50 -60C-40 -60 -40 -48 -50 -46C-60 -44 -64 -36 -62 -22C-62 -12 -76 -10 -76 -22Z',
  ),
  line('paper', 7, 'M-62 10H-30L-18 -18L2 40L18 -2L26 10H60'),
)

export const bone = floating(
  fill(
    'cream',
    disc(-76, 44, 24),
    disc(-46, 74, 24),
    disc(76, -44, 24),
    disc(46, -74, 24),
    poly(-74, 40, 40, -74, 74, -40, -40, 74),
  ),
  fill('shade', poly(-58, 56, 58, -56, 74, -40, -40, 74)),
  line('shine', 9, 'M-58 32L32 -58'),
)

export const tooth = floating(
  fill(
    'paper',
    'M0 -74C-20 -88 -76 -92 -78 -40C-80 -4 -58 10 -54 46C-52 84 -46 96 -34 96C-16 96 -20 36 0 36C20 36 16 96 34 96C46 96 52 84 54 46C58 10 80 -4 78 -40C76 -92 20 -88 0 -74Z',
  ),
  fill('shade', 'M48 -80C82 -70 84 -20 70 0C58 16 58 96 34 96C48 60 36 20 46 -10C54 -36 60 -60 48 -80Z'),
  fill('accent2', poly(-44, -56, -38, -44, -26, -38, -38, -32, -44, -20, -50, -32, -62, -38, -50, -44)),
)

export const stethoscope = floating(
  line('ink', 11, 'M-66 -92H-78V-34Q-78 12 -36 12Q6 12 6 -34V-92H-8M-36 12V44Q-36 90 12 90Q60 90 60 44V22'),
  fill('metal', disc(60, 2, 30)),
  fill('accent', disc(60, 2, 19)),
  fill('shine', disc(53, -5, 7)),
  fill('accent2', disc(-64, -92, 10), disc(-10, -92, 10)),
)

export const telescope = standing(
  line('brown', 10, 'M-2 22L-50 98M2 22L50 98M0 22V94'),
  fill('accent', 'M-96 4L-80 42L-34 22L-50 -16Z'),
  fill('paper', 'M-54 -16L-36 26L38 -6L20 -48Z'),
  fill('accent2', 'M14 -52L36 2L94 -22L72 -76Z'),
  fill('ink', 'M70 -84L98 -18L104 -20L78 -86Z'),
  fill('gold', disc(-2, 22, 15)),
  fill('shine', 'M-48 -12L-42 2L88 -52L82 -66Z'),
)

export const magnet = floating(
  fill('red', 'M-84 -20A84 84 0 0 1 84 -20V40H34V-20A34 34 0 0 0 -34 -20V40H-84Z'),
  fill('paper', box(-84, 40, 50, 40, 3), box(34, 40, 50, 40, 3)),
  fill('shade', 'M36 -94A84 84 0 0 1 84 -20V80H62V-20A70 70 0 0 0 20 -100Z'),
  line('glow', 7, 'M-58 92V100M-84 90L-92 98M-34 90L-26 98M58 92V100M84 90L92 98M34 90L26 98'),
  line('shine', 9, 'M-68 -24A66 66 0 0 1 -30 -80'),
)

export const thermometer = standing(
  fill('paper', 'M-26 -74A26 26 0 0 1 26 -74V30A46 46 0 1 1 -26 30Z'),
  fill('red', disc(0, 60, 32), box(-9, -40, 18, 80, 8)),
  line('steel', 6, 'M34 -70H56M34 -44H48M34 -18H56M34 8H48'),
  fill('shine', disc(-10, 50, 9), box(-20, -76, 8, 90, 4)),
)

export const lightbulb = floating(
  fill(
    'gold',
    'M0 -100C-52 -100 -78 -62 -72 -24C-68 4 -40 18 -34 50H34C40 18 68 4 72 -24C78 -62 52 -100 0 -100Z',
  ),
  fill('shade', 'M22 -96C60 -84 78 -54 72 -24C68 4 40 18 34 50H10C30 10 52 -30 22 -96Z'),
  line('paper', 7, 'M-12 48V6L-28 -14M12 48V6L28 -14M-12 6Q0 20 12 6'),
  fill('steel', box(-32, 54, 64, 14, 7), box(-28, 72, 56, 12, 6), box(-16, 88, 32, 12, 6)),
  fill(
    'shine',
    'M-52 -34C-54 -60 -36 -80 -14 -84C-4 -84 -6 -74 -16 -70C-32 -64 -40 -50 -40 -34C-40 -26 -52 -26 -52 -34Z',
  ),
)
