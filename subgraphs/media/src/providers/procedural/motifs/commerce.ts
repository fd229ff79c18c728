import { box, disc, fill, floating, line, oval, poly, standing } from './shape.ts'

const coin = (x: number, y: number): ReturnType<typeof fill>[] => [
  fill('brown', oval(x, y + 10, 44, 15), box(x - 44, y, 88, 10)),
  fill('gold', oval(x, y, 44, 15)),
  line('cream', 4, oval(x, y, 30, 9)),
]

export const coins = standing(
  ...[82, 62, 42].flatMap(y => coin(-46, y)),
  ...[82, 62, 42, 22, 2, -18].flatMap(y => coin(48, y)),
  fill('gold', disc(-36, -36, 46)),
  fill('shade', disc(-36, -36, 37)),
  fill('gold', disc(-36, -36, 34)),
  fill('cream', box(-42, -62, 12, 52, 5)),
  fill('shine', 'M-70 -46A36 36 0 0 1 -40 -72L-38 -62A26 26 0 0 0 -60 -42Z'),
)

export const banknotes = floating(
  fill('deep', 'M-88 -34L74 -78L96 -2L-66 42Z'),
  fill('green', 'M-98 -22L82 -46L94 36L-86 60Z'),
  fill('green', box(-96, -10, 184, 92, 8)),
  line('cream', 5, box(-86, 0, 164, 72, 5)),
  fill('cream', disc(-4, 36, 27)),
  fill('green', box(-9, 16, 10, 40, 4)),
  fill('cream', disc(-66, 36, 8), disc(58, 36, 8)),
  fill('shade', box(40, -10, 48, 92, 8)),
)

export const piggy = standing(
  fill('deep', box(-54, 52, 24, 46, 8), box(26, 52, 24, 46, 8)),
  fill(
    'pink',
    'M-88 4C-88 -44 -40 -60 4 -60C30 -60 44 -54 56 -44L84 -60L82 -22C90 -10 96 -2 98 6H106V40H92C82 60 56 78 4 78C-46 78 -88 52 -88 4Z',
  ),
  fill('shade', 'M-88 4C-80 50 -30 62 10 60C50 58 84 44 106 20V40H92C82 60 56 78 4 78C-46 78 -88 52 -88 4Z'),
  fill('ink', disc(62, -14, 7), box(-24, -58, 44, 8, 4)),
  fill('gold', disc(-2, -80, 24)),
  fill('cream', box(-6, -94, 8, 28, 3)),
  line('pink', 8, 'M-88 4Q-108 -4 -100 -22'),
  fill('shine', oval(-40, -34, 24, 9)),
)

export const growth = standing(
  fill('metal', box(-96, 90, 192, 10, 5)),
  fill('accent2', box(-88, 40, 36, 50, 5)),
  fill('accent2', box(-42, 12, 36, 78, 5)),
  fill('accent', box(4, -18, 36, 108, 5)),
  fill('accent', box(50, -48, 36, 138, 5)),
  fill(
    'shade',
    box(-66, 40, 14, 50, 4),
    box(-20, 12, 14, 78, 4),
    box(26, -18, 14, 108, 4),
    box(72, -48, 14, 138, 4),
  ),
  line('paper', 10, 'M-92 8L-46 -28L-8 -12L64 -82'),
  fill('paper', poly(92, -104, 84, -56, 44, -94)),
)

export const pie = floating(
  fill('accent', 'M-10 10V-84A94 94 0 1 0 70 58Z'),
  fill('accent2', 'M8 0L88 48A94 94 0 0 0 88 -46Z'),
  fill('gold', 'M4 -14V-98A94 94 0 0 1 82 -58Z'),
  fill('shade', 'M-10 104A94 94 0 0 0 70 58L-10 10Z'),
  fill('shine', 'M-88 -10A80 80 0 0 1 -24 -70V-56A66 66 0 0 0 -74 -8Z'),
)

export const card = floating(
  fill('accent2', 'M-70 -62L84 -40Q92 -38 90 -30L78 60L-82 38Z'),
  fill('accent', box(-98, -34, 176, 112, 14)),
  fill('ink', box(-98, -12, 176, 24)),
  fill('gold', box(-82, 28, 34, 26, 6)),
  line('paper', 7, 'M-30 40H20M-30 58H0'),
  fill('paper', disc(50, 50, 13)),
  fill('cream', disc(34, 50, 13)),
  fill('shine', poly(-10, -34, 40, -34, -20, 78, -70, 78)),
)

export const bag = standing(
  line('ink', 10, 'M-34 -40V-62A34 34 0 0 1 34 -62V-40'),
  fill('accent', 'M-76 -44H76L90 88Q90 100 78 100H-78Q-90 100 -90 88Z'),
  fill('shade', 'M40 -44H76L90 88Q90 100 78 100H48Z'),
  line('paper', 9, 'M-34 -20Q-34 30 0 30Q34 30 34 -20'),
  fill('shine', 'M-66 -34H-46L-56 90H-76Z'),
)

export const tag = floating(
  fill(
    'accent',
    'M-2 -92H70Q88 -92 88 -74V-2Q88 6 82 12L0 94Q-12 104 -24 94L-92 26Q-102 14 -92 2L-12 -86Q-8 -92 -2 -92Z',
  ),
  fill('shade', 'M88 -30V-2Q88 6 82 12L0 94Q-12 104 -24 94L-36 82L60 -10Z'),
  fill('paper', disc(50, -54, 16)),
  fill('paper', disc(-40, 12, 13), disc(2, 44, 13)),
  line('paper', 8, 'M4 2L-42 54'),
)

export const trophy = standing(
  line('gold', 12, 'M-52 -70H-88Q-90 -10 -40 2M52 -70H88Q90 -10 40 2'),
  fill('gold', 'M-58 -94H58C62 -20 40 24 12 32V60H-12V32C-40 24 -62 -20 -58 -94Z'),
  fill('shade', 'M20 -94H58C62 -20 40 24 12 32V60H0V30C24 10 28 -40 20 -94Z'),
  fill('brown', box(-48, 72, 96, 28, 6), box(-30, 56, 60, 20, 5)),
  fill(
    'paper',
    poly(0, -70, 9, -48, 32, -46, 14, -32, 20, -10, 0, -22, -20, -10, -14, -32, -32, -46, -9, -48),
  ),
  fill('shine', 'M-48 -86H-36C-36 -40 -28 -6 -14 16C-36 2 -48 -36 -48 -86Z'),
)

export const star = floating(
  fill('gold', 'M0 -98L28 -36L96 -28L46 18L60 86L0 52L-60 86L-46 18L-96 -28L-28 -36Z'),
  fill('shade', 'M0 -98L28 -36L96 -28L46 18L60 86L0 52Z'),
  fill('shine', poly(0, -98, 0, 0, -28, -36), poly(-96, -28, 0, 0, -46, 18)),
)

export const crown = floating(
  fill('gold', 'M-90 -50L-46 4L0 -80L46 4L90 -50L72 66H-72Z'),
  fill('brown', box(-74, 62, 148, 24, 6)),
  fill('red', disc(0, 30, 14)),
  fill('blue', disc(-40, 38, 9), disc(40, 38, 9)),
  fill('accent', disc(-90, -54, 12), disc(0, -84, 13), disc(90, -54, 12)),
  fill('shade', 'M30 -24L46 4L90 -50L72 66H34Z'),
)

export const gift = standing(
  fill('accent', box(-78, -16, 156, 116, 8)),
  fill('deep', box(-90, -44, 180, 36, 8)),
  fill('gold', box(-16, -44, 32, 144)),
  line(
    'gold',
    13,
    'M0 -46C-60 -50 -68 -96 -36 -94C-12 -92 -2 -66 0 -46C2 -66 12 -92 36 -94C68 -96 60 -50 0 -46',
  ),
  fill('shade', box(44, -16, 34, 116, 6), box(-78, -8, 156, 10)),
)

export const balloon = floating(
  line('ink', 4, 'M0 52Q16 72 -4 98'),
  fill(
    'red',
    'M0 -100C50 -100 74 -62 68 -22C62 18 26 44 8 48L14 60H-14L-8 48C-26 44 -62 18 -68 -22C-74 -62 -50 -100 0 -100Z',
  ),
  fill('shade', 'M26 -96C62 -84 74 -56 68 -22C62 18 26 44 8 48C40 10 54 -50 26 -96Z'),
  fill('shine', oval(-32, -52, 13, 24)),
)

export const target = floating(
  fill('paper', disc(-6, 8, 90)),
  fill('red', disc(-6, 8, 76)),
  fill('paper', disc(-6, 8, 56)),
  fill('red', disc(-6, 8, 37)),
  fill('paper', disc(-6, 8, 17)),
  fill('shade', 'M36 -72A90 90 0 0 1 -48 88A104 104 0 0 0 36 -72Z'),
  line('ink', 9, 'M-6 8L78 -76'),
  fill('accent2', poly(60, -58, 66, -92, 96, -114, 92, -86, 114, -90, 94, -62)),
)

export const dice = standing(
  fill('paper', box(-98, -14, 112, 112, 20)),
  fill(
    'accent',
    'M-8 -74L72 -98Q84 -100 88 -90L102 -20Q104 -8 94 -4L22 20Q10 22 8 12L-14 -60Q-16 -70 -8 -74Z',
  ),
  fill('ink', disc(-70, 14, 10), disc(-14, 14, 10), disc(-42, 42, 10), disc(-70, 70, 10), disc(-14, 70, 10)),
  fill('paper', disc(20, -54, 9), disc(66, -68, 9), disc(44, -38, 9), disc(28, -4, 9), disc(76, -22, 9)),
  fill('shade', box(-8, -14, 22, 112, 14)),
)

export const ladder = standing(
  line('brown', 13, 'M-48 98L-24 -98M48 98L24 -98'),
  line('gold', 10, 'M-40 64H40M-36 28H36M-32 -8H32M-28 -44H28M-25 -78H25'),
)

export const thumb = floating(
  fill(
    'accent',
    'M-30 -10L6 -84C14 -102 44 -92 40 -66L32 -22H74C98 -22 96 4 86 10C96 22 88 38 78 42C84 54 76 66 66 70C70 84 60 92 46 92H0C-16 92 -24 84 -30 80Z',
  ),
  fill('paper', box(-86, -14, 50, 108, 12)),
  fill(
    'shade',
    'M74 -22C98 -22 96 4 86 10C96 22 88 38 78 42C84 54 76 66 66 70C70 84 60 92 46 92H10C50 80 60 20 74 -22Z',
  ),
  fill('accent2', disc(-61, 74, 8)),
)
