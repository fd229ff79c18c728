import { box, disc, fill, floating, line, oval, poly, standing } from './shape.ts'

export const gavel = standing(
  fill('brown', box(-88, 78, 128, 22, 8)),
  fill('deep', box(-70, 62, 92, 18, 6)),
  line('gold', 17, 'M12 -10L94 66'),
  fill('brown', poly(-72, 10, -20, -76, 30, -46, -22, 40)),
  fill('gold', poly(-84, 2, -72, -18, -10, 20, -22, 40), poly(-32, -80, -20, -100, 42, -62, 30, -42)),
  fill('shade', poly(-44, 28, 8, -60, 30, -46, -22, 40)),
)

export const scales = standing(
  fill('gold', box(-8, -76, 16, 160, 6), disc(0, -82, 14)),
  fill('gold', 'M-52 100Q-46 78 0 78Q46 78 52 100Z'),
  line('gold', 10, 'M-78 -58Q0 -80 78 -46'),
  line('cream', 4, 'M-78 -58L-102 22M-78 -58L-54 22M78 -46L54 34M78 -46L102 34'),
  fill('accent', 'M-110 20H-46Q-50 48 -78 48Q-106 48 -110 20Z'),
  fill('accent2', 'M46 32H110Q106 60 78 60Q50 60 46 32Z'),
)

export const ballot = standing(
  fill('paper', 'M-34 -100H34V0H-34Z'),
  line('green', 11, 'M-18 -58L-5 -44L20 -76'),
  fill('blue', box(-90, -14, 180, 114, 10)),
  fill('deep', box(-100, -32, 200, 30, 8)),
  fill('ink', box(-52, -22, 104, 10, 5)),
  fill('paper', poly(0, 14, 9, 34, 31, 36, 14, 50, 20, 72, 0, 60, -20, 72, -14, 50, -31, 36, -9, 34)),
  fill('shade', box(50, -2, 40, 102, 8)),
)

export const flag = standing(
  fill('metal', box(-84, -96, 12, 196, 5)),
  fill('gold', disc(-78, -98, 12)),
  fill('accent', 'M-72 -84Q-30 -104 12 -82T98 -86V18Q54 40 12 18T-72 18Z'),
  fill('paper', 'M-72 -50Q-30 -70 12 -48T98 -52V-20Q54 2 12 -16T-72 -16Z'),
  fill('blue', 'M-72 -84Q-46 -96 -20 -94V-24Q-46 -24 -72 -16Z'),
  fill('paper', disc(-58, -68, 5), disc(-38, -74, 5), disc(-58, -44, 5), disc(-38, -50, 5)),
  fill('shade', 'M12 -82Q30 -72 44 -72V30Q28 28 12 18Z'),
)

export const handshake = floating(
  fill('blue', poly(-106, -46, -70, -58, -46, 14, -82, 28)),
  fill('accent', poly(106, -46, 70, -58, 46, 14, 82, 28)),
  fill(
    'cream',
    'M-70 -42L-26 -50L20 -40L62 10Q68 22 56 28Q46 34 34 22Q44 38 30 44Q18 48 8 34Q14 50 0 52Q-12 52 -20 40L-52 4Z',
  ),
  fill('brown', 'M70 -42L30 -50L-22 -34Q-34 -22 -20 -14Q-4 -8 14 -22L58 26L56 6Z'),
  line('shade', 4, 'M34 22L10 -2M8 34L-10 14'),
  fill('gold', disc(-60, 18, 6), disc(60, 18, 6)),
)

export const fist = standing(
  fill('brown', 'M-44 20L-34 100H38L48 20Z'),
  fill('accent', 'M-38 66H42L38 100H-34Z'),
  fill(
    'brown',
    'M-62 -40Q-62 -60 -44 -60V-72Q-44 -88 -28 -88Q-14 -88 -12 -78Q-8 -92 8 -92Q22 -92 26 -78Q32 -88 44 -84Q58 -80 56 -62V10Q56 44 20 46H-20Q-62 46 -62 4Z',
  ),
  line('shade', 5, 'M-44 -60V-14M-12 -76V-14M24 -76V-14'),
  fill('brown', 'M-62 -14Q-60 -26 -46 -26H8Q24 -24 22 -8Q20 4 6 4H-20Q-10 20 -24 30Q-62 24 -62 -14Z'),
  line('shade', 5, 'M8 -26Q24 -24 22 -8Q20 4 6 4H-20Q-10 20 -24 30'),
)

export const badge = floating(
  fill(
    'gold',
    'M0 -98L24 -78L56 -88L62 -54L92 -40L78 -8L92 24L62 40Q48 84 0 100Q-48 84 -62 40L-92 24L-78 -8L-92 -40L-62 -54L-56 -88L-24 -78Z',
  ),
  fill('blue', disc(0, -8, 50)),
  fill('paper', poly(0, -46, 10, -22, 36, -20, 16, -2, 22, 24, 0, 10, -22, 24, -16, -2, -36, -20, -10, -22)),
  fill('shade', 'M24 -78L56 -88L62 -54L92 -40L78 -8L92 24L62 40Q48 84 0 100V70Q60 50 56 -10Q54 -56 24 -78Z'),
)

export const bomb = standing(
  line('brown', 8, 'M34 -46Q50 -86 82 -74'),
  fill('steel', poly(10, -66, 46, -44, 34, -22, -2, -44)),
  fill('ink', disc(-12, 26, 74)),
  fill('shine', oval(-42, -6, 17, 24)),
  fill(
    'gold',
    poly(86, -106, 92, -84, 114, -80, 96, -68, 102, -46, 84, -58, 66, -48, 72, -70, 58, -84, 78, -86),
  ),
  fill('red', disc(84, -76, 10)),
)

export const warning = floating(
  fill('gold', 'M-14 -88Q0 -108 14 -88L98 62Q108 88 82 88H-82Q-108 88 -98 62Z'),
  fill('shade', 'M14 -88L98 62Q108 88 82 88H30Q60 40 0 -98Q8 -98 14 -88Z'),
  fill('ink', 'M-13 -42Q0 -54 13 -42L8 26Q0 34 -8 26Z', disc(0, 56, 13)),
)

export const lock = standing(
  line('steel', 21, 'M-42 -10V-44A42 42 0 0 1 42 -44V-10'),
  fill('gold', box(-76, -16, 152, 116, 18)),
  fill('shade', box(34, -16, 42, 116, 16)),
  fill('ink', disc(0, 30, 16), poly(-8, 36, 8, 36, 13, 72, -13, 72)),
  line('shine', 8, 'M-60 0V80'),
)

export const shield = floating(
  fill('metal', 'M0 -100L84 -68V-4C84 48 46 84 0 102C-46 84 -84 48 -84 -4V-68Z'),
  fill('accent', 'M0 -82L68 -56V-4C68 38 38 68 0 84Z'),
  fill('deep', 'M0 -82L-68 -56V-4C-68 38 -38 68 0 84Z'),
  line('paper', 15, 'M-32 0L-8 26L36 -28'),
)

export const key = floating(
  line('gold', 24, disc(-40, -40, 42)),
  line('gold', 20, 'M-10 -10L84 84M56 56L82 30M30 30L50 10'),
  line('shine', 6, 'M-70 -62A38 38 0 0 1 -46 -78'),
)

export const gear = floating(
  fill(
    'steel',
    ...Array.from({ length: 8 }, (_, index) => {
      const turn = (index / 8) * 2 * Math.PI
      const at = (radius: number, spread: number): [number, number] => [
        Math.round(radius * Math.sin(turn + spread)),
        Math.round(-radius * Math.cos(turn + spread)),
      ]
      return poly(...at(62, -0.3), ...at(98, -0.2), ...at(98, 0.2), ...at(62, 0.3))
    }),
    disc(0, 0, 74),
  ),
  fill('accent', disc(0, 0, 46)),
  fill('paper', disc(0, 0, 22)),
  fill('shade', 'M40 -63A74 74 0 0 1 -40 63A84 84 0 0 0 40 -63Z'),
)

export const tools = floating(
  line('brown', 20, 'M-66 84L24 -34'),
  fill('steel', 'M-14 -62L22 -92Q60 -92 80 -54L64 -38Q44 -56 40 -38L46 -22L26 -6Z'),
  line('metal', 20, 'M66 84L-32 -24'),
  fill('metal', 'M-24 -14Q-64 -6 -80 -40Q-86 -56 -78 -70L-54 -48L-36 -58L-40 -82Q-4 -84 4 -48Q6 -36 -2 -28Z'),
  fill('shade', disc(62, 80, 6)),
)

export const clock = floating(
  fill('ink', disc(0, 0, 96)),
  fill('paper', disc(0, 0, 80)),
  line(
    'steel',
    8,
    'M0 -70V-56M0 56V70M-70 0H-56M56 0H70M35 -61L29 -50M-35 -61L-29 -50M35 61L29 50M-35 61L-29 50M61 -35L50 -29M61 35L50 29M-61 -35L-50 -29M-61 35L-50 29',
  ),
  line('ink', 11, 'M0 0V-46M0 0L34 20'),
  line('accent', 5, 'M-12 22L26 -48'),
  fill('accent', disc(0, 0, 10)),
  fill('shade', 'M40 -69A80 80 0 0 1 -40 69A90 90 0 0 0 40 -69Z'),
)

export const calendar = standing(
  fill('paper', box(-88, -76, 176, 176, 16)),
  fill('accent', 'M-88 -60Q-88 -76 -72 -76H72Q88 -76 88 -60V-32H-88Z'),
  fill('ink', box(-56, -96, 16, 40, 8), box(40, -96, 16, 40, 8)),
  fill('metal', ...[-14, 22, 58].flatMap(y => [-66, -28, 10, 48].map(x => box(x, y, 22, 22, 5)))),
  fill('accent2', box(10, 22, 22, 22, 5)),
  fill('red', box(48, 58, 22, 22, 5)),
  fill('shade', 'M66 -32H88V84Q88 100 72 100H66Z'),
)

export const hourglass = standing(
  fill(
    'glass',
    'M-52 -84H52C52 -30 14 -16 10 0C14 16 52 30 52 84H-52C-52 30 -14 16 -10 0C-14 -16 -52 -30 -52 -84Z',
  ),
  fill(
    'gold',
    'M-42 -46H42C36 -22 12 -14 6 0H-6C-12 -14 -36 -22 -42 -46Z',
    'M-48 84C-44 56 -16 50 0 34C16 50 44 56 48 84Z',
    box(-3, -4, 6, 60),
  ),
  fill('brown', box(-68, -100, 136, 20, 8), box(-68, 80, 136, 20, 8)),
  fill('shine', 'M-40 -80H-26C-26 -50 -10 -36 -4 -14C-24 -30 -38 -48 -40 -80Z'),
)
