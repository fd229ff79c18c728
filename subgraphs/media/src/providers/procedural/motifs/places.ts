import { box, disc, fill, floating, line, oval, poly, standing } from './shape.ts'

export const house = standing(
  fill('brown', box(38, -78, 24, 50, 3)),
  fill('paper', box(-70, -14, 140, 114)),
  fill('accent', 'M0 -92L100 -4Q90 10 78 6L0 -62L-78 6Q-90 10 -100 -4Z'),
  fill('shade', poly(-70, -14, 0, -62, 70, -14, 70, 2, -70, 2)),
  fill('deep', box(-22, 38, 44, 62, 4)),
  fill('gold', disc(12, 70, 4)),
  fill('blue', box(-56, 18, 26, 30, 3), box(32, 18, 26, 30, 3)),
  line('cream', 5, 'M-43 18V48M-56 33H-30M45 18V48M32 33H58'),
  fill('shade', box(46, -14, 24, 114)),
)

export const bank = standing(
  fill('cream', poly(0, -96, 96, -42, -96, -42)),
  fill('metal', box(-90, -42, 180, 18, 2)),
  fill('cream', box(-78, -24, 24, 92), box(-36, -24, 24, 92), box(12, -24, 24, 92), box(54, -24, 24, 92)),
  fill('shade', box(-62, -24, 8, 92), box(-20, -24, 8, 92), box(28, -24, 8, 92), box(70, -24, 8, 92)),
  fill('ink', box(-54, -24, 18, 92), box(36, -24, 18, 92), box(-12, -24, 24, 92)),
  fill('metal', box(-92, 66, 184, 16, 2), box(-100, 82, 200, 18, 2)),
  fill('gold', disc(0, -62, 13)),
  line('shade', 5, 'M-90 -24H90'),
)

export const factory = standing(
  fill('steel', poly(48, -40, 54, -96, 78, -96, 84, -40)),
  fill('red', poly(52, -78, 54, -96, 78, -96, 80, -78)),
  fill('brown', 'M-96 100V-4L-50 -36V-4L-4 -36V-4L42 -36V-44H92V100Z'),
  fill('shade', box(62, -44, 30, 144)),
  fill('glow', ...[-80, -40, 0, 40].flatMap(x => [box(x, 18, 24, 20, 3), box(x, 52, 24, 20, 3)])),
  fill('metal', disc(56, -112, 14), disc(38, -126, 18)),
)

export const tent = standing(
  fill('accent', poly(0, -72, 104, 96, -104, 96)),
  fill('deep', poly(0, -72, 40, 96, -40, 96)),
  fill('glow', poly(0, -20, 22, 96, -22, 96)),
  fill('shade', poly(0, -72, 104, 96, 60, 96)),
  line('brown', 6, 'M0 -72V-96'),
  fill('accent2', poly(2, -96, 40, -86, 2, -76)),
)

export const bridge = standing(
  line('red', 6, 'M-110 40Q-80 20 -56 -74Q0 60 56 -74Q80 20 110 40'),
  line(
    'red',
    3,
    'M-40 -22V44M-26 4V44M-12 20V44M12 20V44M26 4V44M40 -22V44M-72 -18V44M-86 16V44M72 -18V44M86 16V44',
  ),
  fill('red', box(-64, -92, 16, 190, 3), box(48, -92, 16, 190, 3)),
  fill('deep', box(-110, 38, 220, 14, 3)),
  fill('shade', box(-55, -92, 7, 190), box(57, -92, 7, 190)),
)

const bricks = [-56, -26, 4, 34, 64].flatMap((y, row) =>
  [-100, -56, -12, 32, 76].map(x =>
    box(Math.max(-100, x - (row % 2) * 22), y, Math.min(40, 100 - Math.max(-100, x - (row % 2) * 22)), 26, 4),
  ),
)
export const wall = standing(
  fill('brown', box(-104, -60, 208, 160, 4)),
  fill('accent', ...bricks),
  fill('metal', box(-108, -72, 216, 16, 5)),
  line('ink', 4, 'M-100 -84Q-80 -104 -60 -84T-20 -84T20 -84T60 -84T100 -84'),
  fill('shade', box(-104, 64, 208, 36)),
)

export const pyramid = standing(
  fill('gold', poly(-10, -84, 104, 98, -104, 98)),
  fill('shade', poly(-10, -84, 104, 98, 24, 98)),
  line('brown', 4, 'M-30 -52H8M-50 -20H20M-70 12H30M-90 46H36'),
  fill('cream', poly(-10, -84, 8, -56, -2, -50, -26, -58)),
)

export const car = standing(
  fill(
    'accent',
    'M-100 44V22Q-100 8 -84 4L-58 -2L-32 -42Q-26 -52 -14 -52H34Q44 -52 52 -44L82 -2Q100 2 102 18V44Q102 56 90 56H-88Q-100 56 -100 44Z',
  ),
  fill('glass', 'M-44 -4L-22 -36Q-18 -40 -12 -40H2V-4Z', 'M12 -40H32Q38 -40 42 -36L66 -4H12Z'),
  fill('shade', 'M-100 44V30H102V44Q102 56 90 56H-88Q-100 56 -100 44Z'),
  fill('gold', box(-102, 10, 16, 14, 6)),
  fill('red', box(88, 8, 14, 14, 5)),
  fill('ink', disc(-54, 58, 28), disc(58, 58, 28)),
  fill('metal', disc(-54, 58, 13), disc(58, 58, 13)),
  line('paper', 5, 'M16 8H30'),
)

export const truck = standing(
  fill('paper', box(-104, -62, 130, 116, 8)),
  fill('accent2', box(-104, -20, 130, 26)),
  fill('accent', 'M32 -28H66Q76 -28 82 -20L102 12Q106 18 106 26V54H32Z'),
  fill('glass', 'M46 -14H64L82 14H46Z'),
  fill('steel', box(-104, 48, 210, 14, 4)),
  fill('ink', disc(-62, 64, 26), disc(66, 64, 26)),
  fill('metal', disc(-62, 64, 12), disc(66, 64, 12)),
  fill('gold', box(96, 30, 10, 14, 4)),
)

export const train = standing(
  line('brown', 8, 'M-60 92L-84 110M60 92L84 110M-74 100H74'),
  fill('accent', 'M-66 -62Q-62 -98 0 -98Q62 -98 66 -62V60Q66 84 42 84H-42Q-66 84 -66 60Z'),
  fill('glass', 'M-50 -58Q-48 -80 0 -80Q48 -80 50 -58V-16H-50Z'),
  line('ink', 6, 'M0 -80V-16'),
  fill('paper', box(-66, 0, 132, 14)),
  fill('gold', disc(-38, 44, 13), disc(38, 44, 13)),
  fill('ink', box(-30, 66, 60, 20, 6)),
  fill('shine', poly(-44, -50, -20, -72, -8, -72, -44, -28)),
)

export const plane = floating(
  fill('accent', 'M-86 -22L-104 -62H-82L-50 -16Z'),
  fill('paper', 'M-96 -4Q-92 -26 -64 -24L48 -20Q96 -16 104 8Q98 26 48 26H-52Q-90 24 -96 -4Z'),
  fill('shade', 'M-96 -4Q-40 16 104 8Q98 26 48 26H-52Q-90 24 -96 -4Z'),
  fill('glass', 'M72 -14Q90 -8 98 2H76Q68 -4 72 -14Z'),
  fill('blue', disc(-30, -4, 6), disc(-10, -4, 6), disc(10, -4, 6), disc(30, -4, 6), disc(50, -4, 6)),
  fill('accent', 'M-10 12H34L-24 78H-48Z'),
  fill('accent2', 'M0 -20L-30 -66H-14L38 -20Z'),
)

export const ship = standing(
  line('metal', 7, 'M0 -92V20'),
  fill('paper', 'M8 -88Q78 -40 74 14H8Z'),
  fill('accent', 'M-8 -74Q-60 -30 -62 14H-8Z'),
  fill('shade', 'M8 -88Q30 -40 24 14H8Z'),
  fill('brown', 'M-92 28H96Q88 84 54 90H-48Q-84 84 -92 28Z'),
  fill('gold', box(-92, 26, 188, 14, 4)),
  line('paper', 8, 'M-110 88Q-84 74 -58 88T-6 88T46 88T98 88'),
)

export const bicycle = standing(
  line('ink', 9, disc(-58, 46, 42), disc(58, 46, 42)),
  line('accent', 10, 'M-58 46L-24 -26H34L0 46H-58M0 46L-30 -38M58 46L28 -46L52 -54'),
  fill('ink', box(-50, -48, 42, 11, 5)),
  fill('metal', disc(0, 46, 11), disc(-58, 46, 7), disc(58, 46, 7)),
)

export const rocket = floating(
  fill('gold', 'M-20 62Q0 120 20 62Z'),
  fill('red', 'M-34 10L-68 58Q-70 76 -50 70L-26 56Z', 'M34 10L68 58Q70 76 50 70L26 56Z'),
  fill('paper', 'M0 -104C42 -66 46 0 26 66H-26C-46 0 -42 -66 0 -104Z'),
  fill('accent', 'M0 -104C18 -88 28 -68 33 -46H-33C-28 -68 -18 -88 0 -104Z'),
  fill('shade', 'M0 -104C42 -66 46 0 26 66H4C26 0 24 -66 0 -104Z'),
  fill('ink', disc(0, -18, 21)),
  fill('glass', disc(0, -18, 14)),
  fill('steel', box(-24, 62, 48, 10, 3)),
)

export const anchor = floating(
  line('steel', 16, 'M0 -52V84M-36 -30H36M-78 22Q-74 84 0 86Q74 84 78 22'),
  line('steel', 13, disc(0, -76, 20)),
  fill('steel', poly(-96, 36, -78, 4, -58, 36), poly(96, 36, 78, 4, 58, 36)),
  line('shine', 4, 'M-4 -46V70'),
)

export const barrel = standing(
  fill('blue', 'M-60 -78H60Q66 0 60 88H-60Q-66 0 -60 -78Z'),
  fill('blue', oval(0, 88, 60, 12)),
  fill('deep', oval(0, -78, 60, 14)),
  fill('ink', oval(26, -79, 12, 4)),
  line('paper', 7, 'M-63 -30Q0 -16 63 -30M-63 34Q0 48 63 34'),
  fill('ink', 'M0 -14C14 6 20 14 18 24A19 19 0 0 1 -18 24C-20 14 -14 6 0 -14Z'),
  fill('shade', 'M26 -70Q60 -74 60 -78Q66 0 60 88Q54 94 30 98Q42 20 26 -70Z'),
)

export const turbine = standing(
  fill('paper', poly(-6, -20, 6, -20, 11, 100, -11, 100)),
  fill(
    'paper',
    'M0 -22Q14 -60 0 -104Q-14 -60 0 -22Z',
    'M2 -14Q44 -8 74 24Q32 22 2 -14Z',
    'M-2 -14Q-44 -8 -74 24Q-32 22 -2 -14Z',
  ),
  fill('accent', disc(0, -18, 11)),
  fill('shade', poly(1, 0, 8, 0, 11, 100, 1, 100)),
)

export const volcano = standing(
  fill('red', 'M-8 -40Q-40 -92 -20 -104Q-10 -84 0 -100Q10 -84 24 -104Q38 -88 10 -40Z'),
  fill('brown', 'M-24 -44Q0 -30 26 -44Q50 20 106 100H-106Q-46 20 -24 -44Z'),
  fill('red', 'M-24 -44Q0 -30 26 -44L36 -18Q28 10 18 -8Q10 30 0 6Q-10 22 -16 -10Q-26 4 -34 -16Z'),
  fill('shade', 'M26 -44Q50 20 106 100H30Q40 20 10 -36Z'),
  fill('gold', disc(-46, -76, 7), disc(50, -66, 8), disc(34, -92, 5)),
)
