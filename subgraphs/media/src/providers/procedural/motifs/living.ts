import { around, box, disc, fill, floating, line, oval, poly, standing } from './shape.ts'

export const tree = standing(
  fill('brown', 'M-13 30L-20 100H20L13 30Z'),
  line('brown', 9, 'M0 60L-26 26M0 50L28 14'),
  fill('green', disc(-46, -10, 42), disc(46, -12, 40), disc(0, -52, 52), disc(-20, 14, 34), disc(24, 14, 34)),
  fill('shade', 'M20 -98A52 52 0 0 1 48 -44A40 40 0 0 1 60 26A34 34 0 0 1 0 40Q50 0 20 -98Z'),
  fill('shine', disc(-26, -62, 15), disc(-56, -20, 10)),
)

export const leaf = floating(
  fill('green', 'M-80 80C-104 -20 -36 -92 92 -92C98 24 30 100 -80 80Z'),
  fill('shade', 'M-80 80C-20 20 40 -40 92 -92C98 24 30 100 -80 80Z'),
  line('cream', 7, 'M-96 98L60 -60M-38 38V-8M-38 38H12M4 -4V-46M4 -4H50'),
)

export const flower = standing(
  line('green', 10, 'M0 20Q-6 60 0 100'),
  fill('green', 'M0 74Q-50 74 -56 36Q-14 36 0 74Z', 'M0 84Q46 84 54 50Q12 48 0 84Z'),
  fill(
    'pink',
    around(6, turn => oval(Math.round(44 * Math.sin(turn)), Math.round(-24 - 44 * Math.cos(turn)), 27, 27)),
  ),
  fill('gold', disc(0, -24, 26)),
  fill('shade', 'M14 -46A26 26 0 0 1 -14 -2A30 30 0 0 0 14 -46Z'),
)

export const mushroom = standing(
  fill('cream', 'M-26 4Q-20 60 -34 100H34Q20 60 26 4Z'),
  fill('red', 'M-96 10C-96 -60 -50 -92 0 -92C50 -92 96 -60 96 10Q96 24 80 24H-80Q-96 24 -96 10Z'),
  fill('paper', oval(-44, -24, 18, 15), oval(6, -60, 20, 14), oval(50, -16, 16, 14), oval(2, -4, 12, 9)),
  fill('shade', 'M46 -76C80 -56 96 -30 96 10Q96 24 80 24H30Q70 -20 46 -76Z'),
  fill('shade', 'M-26 24H26L27 34Q0 44 -28 34Z'),
)

export const sprout = standing(
  fill('brown', 'M-80 100Q-70 62 0 62Q70 62 80 100Z'),
  line('green', 12, 'M0 70Q4 30 0 -6'),
  fill(
    'green',
    'M0 0C-10 -58 -56 -72 -96 -64C-92 -18 -56 12 0 0Z',
    'M0 -8C8 -66 50 -94 94 -88C94 -40 60 -2 0 -8Z',
  ),
  line('cream', 5, 'M-6 -4Q-46 -20 -76 -50M6 -12Q40 -34 74 -72'),
  fill('shade', 'M0 -8Q50 -30 94 -88C94 -40 60 -2 0 -8Z'),
)

export const fish = floating(
  fill('accent2', poly(62, 0, 104, -44, 94, 0, 104, 44)),
  fill('accent', 'M-100 0C-70 -56 10 -66 76 0C10 66 -70 56 -100 0Z'),
  fill('accent2', 'M-20 -48Q10 -88 44 -60L30 -32Z', 'M-10 46Q14 70 30 58L24 34Z'),
  fill('paper', 'M-28 -47Q-8 0 -28 47L-10 50Q12 0 -10 -50Z', 'M18 -44Q34 0 18 44L34 36Q46 0 34 -36Z'),
  fill('paper', disc(-64, -10, 13)),
  fill('ink', disc(-66, -10, 7)),
  fill('shade', 'M-96 8C-60 30 30 40 76 0C10 66 -70 56 -96 8Z'),
)

export const mosquito = floating(
  fill(
    'glass',
    'M0 -20C-30 -90 -96 -98 -100 -70C-98 -44 -40 -18 0 -12Z',
    'M8 -20C38 -90 104 -98 106 -70C104 -44 48 -18 8 -12Z',
  ),
  line('ink', 6, 'M-10 -8L-48 24L-40 74M-8 4L-30 48L-56 92M18 -8L56 24L48 74M16 4L38 48L64 92M4 -50V-96'),
  fill('brown', 'M-10 -20Q4 -34 18 -20L12 76Q4 96 -4 76Z'),
  fill('ink', disc(4, -40, 16)),
  line('cream', 5, 'M-8 12H16M-6 34H14M-4 56H12'),
  fill('red', disc(-4, -44, 5), disc(12, -44, 5)),
)

export const bug = floating(
  line(
    'ink',
    9,
    'M-50 -16L-92 -40M-56 22H-100M-48 54L-86 84M50 -16L92 -40M56 22H100M48 54L86 84M-18 -66L-38 -98M18 -66L38 -98',
  ),
  fill('ink', disc(0, -48, 32)),
  fill(
    'red',
    'M-4 -28C-60 -26 -66 30 -54 60C-44 84 -22 94 -4 94Z',
    'M4 -28C60 -26 66 30 54 60C44 84 22 94 4 94Z',
  ),
  fill('ink', disc(-30, 8, 11), disc(-28, 50, 11), disc(30, 8, 11), disc(28, 50, 11)),
  fill('paper', disc(-12, -56, 6), disc(12, -56, 6)),
  fill('shine', oval(-42, 2, 6, 20)),
)

export const bird = floating(
  fill(
    'paper',
    'M-104 -34C-66 -40 -40 -22 -24 4C-26 -42 -4 -84 46 -98C34 -62 36 -34 44 -16C56 -34 84 -40 98 -22L112 -14L96 -6C88 46 40 66 -6 60L-52 92L-46 52C-76 30 -96 2 -104 -34Z',
  ),
  fill('shade', 'M96 -6C88 46 40 66 -6 60L-52 92L-46 52C-20 56 60 40 80 -20Z'),
  fill('ink', disc(80, -18, 6)),
  fill('gold', poly(98, -22, 116, -14, 96, -6)),
  line('shade', 5, 'M-24 4C-8 24 22 24 44 -16'),
)

export const cat = standing(
  line('accent', 17, 'M58 84Q104 80 92 26'),
  fill('accent', 'M-48 100Q-62 30 -24 6H24Q66 30 56 100Z'),
  fill('accent', 'M-52 -30L-56 -92L-22 -68Q0 -74 22 -68L56 -92L52 -30Q48 16 0 18Q-48 16 -52 -30Z'),
  fill('pink', poly(-48, -76, -28, -62, -46, -50), poly(48, -76, 28, -62, 46, -50)),
  fill('paper', disc(-20, -28, 12), disc(20, -28, 12), 'M-22 100Q-26 50 0 44Q28 50 24 100Z'),
  fill('ink', oval(-20, -28, 5, 10), oval(20, -28, 5, 10), poly(-7, -12, 7, -12, 0, -4)),
  fill('shade', 'M24 -68L56 -92L52 -30Q50 4 24 14Q66 30 56 100H30Q44 20 24 -68Z'),
)

export const dog = standing(
  fill('brown', 'M-46 100Q-58 40 -22 10H24Q60 40 52 100Z'),
  fill('cream', 'M-20 100Q-26 54 2 46Q28 54 24 100Z'),
  fill('cream', 'M-46 -62Q0 -94 46 -62Q56 -14 36 8Q0 38 -36 8Q-56 -14 -46 -62Z'),
  fill(
    'brown',
    'M-40 -70Q-80 -78 -84 -20Q-80 10 -58 -2Q-44 -20 -40 -70Z',
    'M40 -70Q80 -78 84 -20Q80 10 58 -2Q44 -20 40 -70Z',
    oval(20, -38, 19, 21),
  ),
  fill('ink', disc(-18, -36, 8), disc(20, -36, 8), oval(0, -8, 14, 10)),
  line('ink', 5, 'M0 0V10M-14 12Q0 22 14 12'),
  fill('red', 'M-8 16H8V28Q0 38 -8 28Z'),
  fill('accent', box(-34, 20, 68, 13, 6)),
)

export const mouse = standing(
  line('pink', 8, 'M60 84Q110 76 96 30Q88 10 100 -6'),
  fill('metal', 'M-96 70Q-80 20 -40 -4Q0 -26 44 6Q84 40 74 92H-70Q-92 90 -96 70Z'),
  fill('metal', disc(-34, -22, 36)),
  fill('pink', disc(-34, -22, 22), disc(-98, 68, 9)),
  fill('ink', disc(-62, 34, 8)),
  fill('shade', 'M20 -8Q84 30 74 92H10Q60 60 20 -8Z'),
  line('ink', 3, 'M-90 60L-112 48M-92 74L-114 78'),
)

export const dinosaur = standing(
  fill(
    'green',
    'M-100 -72Q-96 -96 -64 -94Q-24 -94 -16 -62L-2 -10Q30 -14 54 16Q72 44 104 46Q82 78 50 66V100H26L20 70H-6L-16 100H-40L-36 58Q-56 30 -50 -22L-92 -34Q-104 -50 -100 -72Z',
  ),
  fill(
    'gold',
    poly(-14, -62, 6, -62, -8, -44),
    poly(-8, -38, 14, -34, -2, -18),
    poly(20, -12, 38, -28, 42, 0),
    poly(52, 12, 74, 6, 66, 30),
  ),
  fill('shade', 'M-36 58Q-20 40 -6 40Q40 60 104 46Q82 78 50 66V100H26L20 70H-6L-16 100H-40Z'),
  fill('paper', disc(-64, -70, 9)),
  fill('ink', disc(-66, -70, 5)),
  line('ink', 5, 'M-98 -56L-62 -50'),
  line('green', 9, 'M-42 8L-64 20L-60 30'),
)

export const paw = floating(
  fill(
    'brown',
    oval(-70, -18, 21, 28),
    oval(-28, -62, 22, 30),
    oval(28, -62, 22, 30),
    oval(70, -18, 21, 28),
    'M0 -14C34 -14 70 30 62 62C56 86 24 74 0 74C-24 74 -56 86 -62 62C-70 30 -34 -14 0 -14Z',
  ),
  fill('shade', 'M20 -8C50 6 68 40 62 62C56 86 24 74 0 74C40 66 50 30 20 -8Z'),
)

export const apple = standing(
  line('brown', 9, 'M0 -50Q0 -78 16 -92'),
  fill('green', 'M8 -62Q24 -100 72 -92Q66 -54 8 -62Z'),
  fill(
    'red',
    'M0 -46C-30 -66 -88 -54 -86 10C-84 62 -48 100 -22 98C-10 98 -8 92 0 92C8 92 10 98 22 98C48 100 84 62 86 10C88 -54 30 -66 0 -46Z',
  ),
  fill('shade', 'M48 -52C76 -44 88 -20 86 10C84 62 48 100 22 98C10 98 8 92 0 92C50 80 70 10 48 -52Z'),
  fill(
    'shine',
    'M-66 10C-68 -18 -54 -36 -38 -36C-28 -36 -30 -26 -38 -22C-48 -16 -52 -6 -52 10C-52 18 -66 18 -66 10Z',
  ),
)

export const burger = standing(
  fill('brown', 'M-92 -8C-92 -62 -50 -84 0 -84C50 -84 92 -62 92 -8Z'),
  fill('gold', 'M-92 -14C-90 -64 -50 -84 0 -84C50 -84 90 -64 92 -14Q0 -26 -92 -14Z'),
  fill(
    'cream',
    oval(-36, -56, 8, 5),
    oval(0, -66, 8, 5),
    oval(36, -56, 8, 5),
    oval(-14, -42, 8, 5),
    oval(22, -40, 8, 5),
  ),
  fill(
    'green',
    'M-98 -8H98Q102 12 84 10Q70 8 58 18Q40 8 24 18Q4 8 -14 18Q-32 8 -50 18Q-66 8 -84 12Q-102 12 -98 -8Z',
  ),
  fill('red', box(-90, 12, 180, 16, 8)),
  fill('deep', box(-96, 26, 192, 30, 14)),
  fill('gold', poly(-80, 26, 80, 26, 40, 30, 20, 48, -4, 30)),
  fill('gold', 'M-92 56H92V70Q92 98 58 98H-58Q-92 98 -92 70Z'),
  fill('shade', 'M30 56H92V70Q92 98 58 98H20Q50 84 30 56Z'),
)

export const coffee = standing(
  line(
    'paper',
    7,
    'M-34 -56Q-46 -72 -34 -84T-34 -108M0 -56Q-12 -72 0 -84T0 -108M34 -56Q22 -72 34 -84T34 -108',
  ),
  line('accent', 16, 'M64 -18Q104 -20 100 18Q96 50 56 46'),
  fill('accent', 'M-74 -36H74V40Q74 84 34 84H-34Q-74 84 -74 40Z'),
  fill('brown', oval(0, -36, 74, 13)),
  fill('shade', 'M30 -26H74V40Q74 84 34 84H10Q50 60 30 -26Z'),
  fill('metal', oval(0, 92, 96, 9)),
  fill('shine', box(-60, -10, 12, 60, 6)),
)

export const pizza = floating(
  fill('gold', 'M-92 -58Q0 -104 92 -58Q98 -46 88 -36Q0 -76 -88 -36Q-98 -46 -92 -58Z'),
  fill('cream', 'M-84 -34Q0 -74 84 -34L6 96Q0 102 -6 96Z'),
  fill('red', disc(-30, -24, 17), disc(28, -10, 17), disc(-4, 32, 16)),
  fill('green', oval(2, -40, 9, 5), oval(-26, 14, 8, 5), oval(18, 30, 7, 5)),
  fill('shade', 'M46 -52Q70 -46 84 -34L6 96Q0 102 0 90Q40 20 46 -52Z'),
)

export const bread = standing(
  fill('brown', 'M-92 -20C-112 -72 -50 -88 0 -86C50 -88 112 -72 92 -20V84Q92 98 78 98H-78Q-92 98 -92 84Z'),
  fill('cream', 'M-76 -22C-96 -62 -46 -72 0 -70C46 -72 96 -62 76 -22V74Q76 84 66 84H-66Q-76 84 -76 74Z'),
  line('gold', 8, 'M-36 -30Q-20 -10 -36 12M6 -36Q22 -16 6 10M46 -28Q58 -10 46 10'),
  fill('shade', 'M92 -20V84Q92 98 78 98H40Q76 60 92 -20Z'),
)
