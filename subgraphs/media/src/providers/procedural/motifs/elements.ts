import { around, box, disc, fill, floating, line, oval, poly, standing, star as starPath } from './shape.ts'

export const fire = standing(
  fill(
    'red',
    'M0 100C-56 100 -80 62 -70 20C-64 -8 -42 -20 -38 -52C-20 -40 -14 -24 -14 -8C6 -30 12 -66 -6 -102C54 -76 84 -10 72 40C64 78 40 100 0 100Z',
  ),
  fill(
    'gold',
    'M2 100C-30 100 -46 74 -38 46C-32 28 -18 20 -14 0C6 10 10 26 10 36C22 26 24 12 22 -2C50 22 54 60 42 80C34 94 20 100 2 100Z',
  ),
  fill('cream', 'M2 100C-12 100 -20 86 -16 70C-12 58 0 52 2 38C18 52 26 70 20 86C16 96 10 100 2 100Z'),
)

export const drop = floating(
  fill('blue', 'M0 -102C44 -36 68 0 68 34A68 66 0 0 1 -68 34C-68 0 -44 -36 0 -102Z'),
  fill('shade', 'M0 -102C44 -36 68 0 68 34A68 66 0 0 1 0 100C50 70 50 0 0 -102Z'),
  fill(
    'shine',
    'M-46 38C-46 14 -34 -8 -22 -26C-14 -34 -8 -26 -14 -18C-24 -2 -30 18 -30 38C-30 50 -46 50 -46 38Z',
  ),
)

export const sun = floating(
  fill('gold', starPath(0, 0, 14, 104, 74)),
  fill('accent', disc(0, 0, 62)),
  fill('gold', disc(0, 0, 54)),
  fill('shine', oval(-18, -22, 20, 14)),
)

export const snowflake = floating(
  line(
    'paper',
    11,
    around(6, turn => {
      const at = (radius: number, spread: number): string =>
        `${Math.round(radius * Math.sin(turn + spread))} ${Math.round(-radius * Math.cos(turn + spread))}`
      return `M0 0L${at(98, 0)}M${at(52, 0)}L${at(82, 0.34)}M${at(52, 0)}L${at(82, -0.34)}`
    }),
  ),
  fill('accent2', disc(0, 0, 18)),
)

export const bolt = floating(
  fill('gold', poly(26, -104, -66, 14, -10, 14, -34, 104, 68, -30, 8, -30)),
  fill('shade', poly(26, -104, 8, -30, 68, -30, -34, 104, -4, 0, -20, 0)),
)

export const umbrella = floating(
  line('brown', 11, 'M0 -70V70Q0 96 24 96Q46 96 46 74'),
  fill(
    'accent',
    'M-104 4C-98 -66 -50 -88 0 -88C50 -88 98 -66 104 4Q86 -16 68 4Q50 -18 34 4Q16 -18 0 4Q-16 -18 -34 4Q-50 -18 -68 4Q-86 -16 -104 4Z',
  ),
  fill('paper', 'M-34 4C-34 -50 -18 -80 0 -88C18 -80 34 -50 34 4Q16 -18 0 4Q-16 -18 -34 4Z'),
  fill('shade', 'M0 -88C50 -88 98 -66 104 4Q86 -16 68 4C66 -40 40 -76 0 -88Z'),
  line('blue', 6, 'M-86 40V62M-50 56V78M86 40V62'),
)

export const microphone = floating(
  line('steel', 9, 'M-58 -14V2A58 58 0 0 0 58 2V-14M0 60V92'),
  fill('steel', box(-40, 88, 80, 14, 7)),
  fill('metal', box(-38, -104, 76, 132, 38)),
  fill('accent', box(-38, -34, 76, 20)),
  line('ink', 5, 'M-34 -74H34M-38 -54H38M-26 -90H26'),
  fill('shade', 'M10 -104Q38 -100 38 -66V-10Q38 24 10 28Z'),
)

export const film = standing(
  fill('ink', box(-94, -34, 188, 134, 10)),
  fill('ink', 'M-96 -44L82 -96L92 -64L-86 -12Z'),
  fill(
    'paper',
    poly(-74, -50, -48, -58, -54, -24, -80, -16),
    poly(-22, -66, 4, -74, -2, -39, -28, -31),
    poly(30, -81, 56, -89, 50, -54, 24, -46),
    box(-94, -34, 26, 26),
    box(-42, -34, 26, 26),
    box(10, -34, 26, 26),
    box(62, -34, 26, 26),
  ),
  fill('accent', box(-80, 6, 160, 80, 6)),
  fill('paper', poly(-20, 20, 32, 46, -20, 72)),
  fill('shine', poly(20, 6, 60, 6, 10, 86, -30, 86)),
)

export const note = floating(
  fill(
    'accent',
    oval(-52, 66, 36, 27),
    oval(60, 46, 34, 25),
    'M-34 -70L88 -100V-66L-34 -36Z',
    box(-34, -60, 16, 130, 4),
    box(72, -86, 16, 134, 4),
  ),
  fill('shade', poly(-34, -44, 88, -74, 88, -66, -34, -36)),
  fill('shine', oval(-62, 58, 12, 7)),
)

export const guitar = floating(
  line('brown', 17, 'M0 0L76 -84'),
  fill('ink', poly(60, -84, 88, -112, 108, -92, 82, -64)),
  fill(
    'accent',
    'M34 -22C56 -4 46 20 30 30C36 60 14 96 -30 96C-74 96 -100 66 -92 26C-86 -4 -56 -14 -34 -18C-26 -40 10 -46 34 -22Z',
  ),
  fill('shade', 'M34 -22C56 -4 46 20 30 30C36 60 14 96 -30 96C-50 96 -66 90 -78 78C-30 84 20 50 34 -22Z'),
  fill('ink', disc(-14, 12, 24)),
  fill('gold', poly(-62, 44, -48, 30, -36, 62, -50, 76)),
  line('cream', 4, 'M-52 56L84 -90'),
)

export const masks = floating(
  fill('gold', 'M-102 -66Q-50 -90 14 -70Q20 10 -30 56Q-92 20 -102 -66Z'),
  fill(
    'ink',
    'M-78 -36Q-64 -50 -52 -36Q-64 -30 -78 -36Z',
    'M-32 -40Q-18 -52 -6 -38Q-18 -32 -32 -40Z',
    'M-74 -10Q-44 8 -12 -12Q-20 28 -40 28Q-64 22 -74 -10Z',
  ),
  fill('accent', 'M-6 -14Q50 -30 104 -6Q98 70 38 96Q-16 60 -6 -14Z'),
  fill(
    'ink',
    'M18 12Q32 2 42 14Q30 20 18 12Z',
    'M62 16Q76 8 86 20Q74 24 62 16Z',
    'M18 62Q44 30 74 66Q46 48 18 62Z',
  ),
  fill('shade', 'M70 -18Q90 -14 104 -6Q98 70 38 96Q84 50 70 -18Z'),
)

export const ball = floating(
  fill('paper', disc(0, 0, 92)),
  fill(
    'ink',
    poly(0, -34, 32, -10, 20, 28, -20, 28, -32, -10),
    'M-14 -91H14L24 -66L0 -50L-24 -66Z',
    'M86 -32L92 2L70 22L52 4L60 -24Z',
    'M-86 -32L-92 2L-70 22L-52 4L-60 -24Z',
    'M54 74L32 87L22 66L36 50L56 56Z',
    'M-54 74L-32 87L-22 66L-36 50L-56 56Z',
  ),
  line('ink', 5, 'M0 -34V-54M32 -10L54 -4M20 28L32 52M-20 28L-32 52M-32 -10L-54 -4'),
  fill('shade', 'M41 -82A92 92 0 0 1 -41 82A104 104 0 0 0 41 -82Z'),
)

export const basketball = floating(
  fill('accent', disc(0, 0, 92)),
  line('ink', 6, 'M0 -92V92M-92 0H92M-62 -68Q-10 0 -62 68M62 -68Q10 0 62 68'),
  fill('shade', 'M41 -82A92 92 0 0 1 -41 82A104 104 0 0 0 41 -82Z'),
  fill('shine', oval(-42, -52, 20, 12)),
)

export const golf = standing(
  fill('green', 'M-104 100Q-90 62 0 62Q90 62 104 100Z'),
  fill('ink', oval(20, 74, 22, 6)),
  fill('paper', box(16, -98, 8, 172, 3)),
  fill('red', 'M24 -96L92 -70L24 -42Z'),
  fill('paper', disc(-46, 70, 17)),
  fill('shade', 'M-40 54A17 17 0 0 1 -52 86A22 22 0 0 0 -40 54Z'),
)

export const helmet = floating(
  fill('accent', 'M-88 30C-100 -40 -50 -86 6 -84C60 -82 88 -40 86 0L28 6L22 44Q-30 56 -60 70Q-82 62 -88 30Z'),
  fill('paper', 'M-20 -80Q0 -86 20 -82Q50 -60 56 -6L36 2Q32 -50 -20 -80Z'),
  line('steel', 9, 'M24 18H92Q98 50 84 74H36L24 40M92 18L80 74M28 46H94'),
  fill('ink', disc(-22, 22, 14)),
  fill('shine', 'M-72 -8Q-66 -50 -26 -66Q-12 -64 -24 -54Q-52 -38 -58 -6Q-64 4 -72 -8Z'),
)

export const network = floating(
  line(
    'metal',
    7,
    'M0 0L-64 -60M0 0L66 -54M0 0L-80 24M0 0L78 36M0 0L-24 84M0 0L34 84M-64 -60L66 -54M-80 24L-24 84M78 36L34 84M-64 -60L-80 24M66 -54L78 36',
  ),
  fill('accent', disc(0, 0, 31)),
  fill('accent2', disc(-64, -60, 21), disc(78, 36, 21), disc(-24, 84, 18)),
  fill('paper', disc(66, -54, 18), disc(-80, 24, 18), disc(34, 84, 15)),
  fill('shine', disc(-9, -9, 9)),
)
