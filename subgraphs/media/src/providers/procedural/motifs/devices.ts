import { box, disc, fill, floating, line, oval, poly, standing } from './shape.ts'

const rows = (x: number, y: number, step: number, widths: readonly number[], height = 7): string =>
  widths.map((width, index) => box(x, y + index * step, width, height, height / 2)).join('')

export const phone = standing(
  fill('ink', box(-54, -100, 108, 200, 20)),
  fill('glass', box(-46, -91, 92, 182, 13)),
  fill('accent', box(-38, -62, 76, 62, 10)),
  fill('paper', poly(-14, -50, 22, -31, -14, -12)),
  fill('paper', rows(-38, 12, 15, [76, 58, 66])),
  fill('accent2', box(-38, 60, 34, 20, 8)),
  fill('accent', box(4, 60, 34, 20, 8)),
  fill('ink', box(-16, -88, 32, 8, 4)),
  fill('shine', poly(10, -91, 40, -91, -30, 91, -46, 91, -46, 55)),
)

export const laptop = standing(
  fill('steel', box(-82, -62, 164, 118, 11)),
  fill('ink', box(-75, -55, 150, 103, 6)),
  fill('accent2', rows(-62, -40, 17, [40, 22, 34, 28, 46], 8)),
  fill('accent', box(-14, -40, 46, 8, 4), box(-32, -23, 62, 8, 4), box(-20, 11, 30, 8, 4)),
  fill('paper', box(0, -6, 40, 8, 4), box(-8, 28, 48, 8, 4)),
  fill('metal', 'M-100 56H100L92 74Q90 78 84 78H-84Q-90 78 -92 74Z'),
  fill('shade', box(-24, 56, 48, 8, 4)),
  fill('shine', poly(20, -55, 60, -55, -20, 48, -60, 48)),
)

export const monitor = standing(
  fill('steel', poly(-18, 40, 18, 40, 26, 92, -26, 92)),
  fill('metal', box(-52, 86, 104, 14, 7)),
  fill('ink', box(-98, -84, 196, 134, 12)),
  fill('glass', box(-90, -76, 180, 118, 6)),
  fill('paper', box(-80, -66, 160, 98, 6)),
  fill('accent', box(-80, -66, 160, 20, 6)),
  fill('paper', disc(-70, -56, 4), disc(-58, -56, 4), disc(-46, -56, 4)),
  fill('metal', rows(-70, -34, 15, [52, 40, 48, 30])),
  fill('accent2', box(4, -36, 66, 58, 5)),
  line('paper', 6, 'M12 10L28 -8L42 2L62 -24'),
  fill('shine', poly(20, -76, 70, -76, 0, 42, -50, 42)),
)

const pins = [-48, -24, 0, 24, 48]
export const chip = floating(
  fill('gold', ...pins.flatMap(at => [box(at - 6, -96, 12, 192, 4), box(-96, at - 6, 192, 12, 4)])),
  fill('ink', box(-70, -70, 140, 140, 14)),
  fill('steel', box(-56, -56, 112, 112, 8)),
  fill('accent2', box(-34, -34, 68, 68, 8)),
  fill('glow', box(-20, -20, 40, 40, 5)),
  line('gold', 4, 'M-34 -18H-50M-34 18H-50M34 -18H50M34 18H50M-18 -34V-50M18 -34V-50M-18 34V50M18 34V50'),
  fill('shine', poly(-70, -70, 0, -70, -70, 0)),
)

export const server = standing(
  fill('ink', box(-66, -98, 132, 198, 10)),
  ...[-86, -42, 2, 46].flatMap(y => [
    fill('steel', box(-58, y, 116, 38, 6)),
    fill('ink', box(-48, y + 11, 60, 5, 2), box(-48, y + 22, 60, 5, 2)),
    fill('accent2', disc(28, y + 19, 6)),
    fill(y < 0 ? 'glow' : 'accent', disc(46, y + 19, 6)),
  ]),
  fill('shine', box(-66, -98, 22, 198, 10)),
)

export const robot = standing(
  line('steel', 7, 'M0 -78V-92'),
  fill('accent', disc(0, -94, 8)),
  fill('steel', box(-74, -46, 18, 32, 8), box(56, -46, 18, 32, 8)),
  fill('paper', box(-60, -80, 120, 88, 30)),
  fill('ink', box(-46, -58, 92, 46, 20)),
  fill('accent2', disc(-20, -35, 12), disc(20, -35, 12)),
  fill('paper', disc(-16, -39, 4), disc(24, -39, 4)),
  line('metal', 16, 'M-52 34Q-84 46 -80 84M52 34Q84 46 80 84'),
  fill('paper', box(-50, 16, 100, 84, 26)),
  fill('accent', disc(0, 52, 16)),
  fill('glow', disc(0, 52, 7)),
  line('metal', 5, 'M-30 84H30'),
  fill('shade', 'M20 -80H34Q60 -80 60 -50V-20Q60 8 30 8H20Q44 -30 20 -80Z'),
)

export const cloudData = floating(
  fill('paper', disc(-46, 0, 40), disc(4, -26, 54), disc(54, 4, 38), box(-50, -4, 106, 46, 22)),
  fill('shade', 'M-78 22Q0 40 88 20Q78 42 54 42H-46Q-70 42 -78 22Z'),
  fill('accent', poly(-2, -44, 30, -8, 11, -8, 11, 26, -15, 26, -15, -8, -34, -8)),
  line('accent2', 8, 'M-50 58V88M0 58V98M50 58V80'),
  fill('accent2', disc(-50, 90, 9), disc(50, 82, 9)),
  fill('accent', disc(0, 94, 9)),
)

export const tv = standing(
  line('steel', 8, 'M-6 -56L-42 -98M6 -56L40 -96'),
  fill('steel', poly(-62, 78, -48, 78, -58, 100, -72, 100), poly(62, 78, 48, 78, 58, 100, 72, 100)),
  fill('brown', box(-96, -60, 192, 142, 26)),
  fill('ink', box(-84, -48, 134, 118, 20)),
  fill('glass', box(-76, -40, 118, 102, 16)),
  fill('accent', 'M-76 30Q-40 0 -18 26Q10 -14 42 22V46Q42 62 26 62H-60Q-76 62 -76 46Z'),
  fill('gold', disc(14, -14, 15)),
  fill('gold', disc(72, -28, 11), disc(72, 4, 11)),
  line('ink', 5, 'M62 32H82M62 44H82M62 56H82'),
  fill('shine', 'M-76 -24Q-76 -40 -60 -40H0L-60 40L-76 40Z'),
)

export const headphones = floating(
  line('ink', 16, 'M-72 24V0A72 74 0 0 1 72 0V24'),
  line('accent', 6, 'M-66 -16A68 70 0 0 1 66 -16'),
  fill('accent', box(-96, 2, 46, 84, 20), box(50, 2, 46, 84, 20)),
  fill('ink', box(-62, 8, 22, 72, 10), box(40, 8, 22, 72, 10)),
  fill('shine', box(-90, 10, 10, 60, 5), box(58, 10, 8, 60, 4)),
)

export const camera = standing(
  fill('ink', 'M-34 -58L-22 -78H22L34 -58Z'),
  fill('steel', box(-98, -60, 196, 134, 20)),
  fill('ink', box(-98, -28, 196, 70, 0)),
  fill('metal', disc(0, 8, 56)),
  fill('ink', disc(0, 8, 46)),
  fill('blue', disc(0, 8, 34)),
  fill('glass', disc(-6, 0, 20)),
  fill('paper', disc(-14, -8, 8)),
  fill('gold', box(56, -50, 28, 16, 5)),
  fill('accent', disc(-72, -44, 9)),
)

export const gamepad = floating(
  fill(
    'paper',
    'M-52 -46H52C92 -46 104 20 98 54C94 78 66 80 54 56L42 34H-42L-54 56C-66 80 -94 78 -98 54C-104 20 -92 -46 -52 -46Z',
  ),
  fill(
    'shade',
    'M98 54C94 78 66 80 54 56L42 34H-42L-54 56C-66 80 -94 78 -98 54C-90 40 -72 20 -52 14H52C72 20 90 40 98 54Z',
  ),
  fill('ink', box(-66, -22, 14, 44, 4), box(-81, -7, 44, 14, 4)),
  fill('accent', disc(58, -20, 10)),
  fill('accent2', disc(76, -2, 10)),
  fill('gold', disc(40, -2, 10)),
  fill('green', disc(58, 16, 10)),
  fill('ink', disc(-22, 22, 13), disc(22, 22, 13)),
)

export const vr = floating(
  line('ink', 18, 'M-84 -6Q-70 -66 0 -68Q70 -66 84 -6'),
  fill('steel', box(-94, -34, 188, 92, 34)),
  fill('ink', 'M-78 -18H78Q84 26 64 42Q44 50 26 42Q12 22 0 22Q-12 22 -26 42Q-44 50 -64 42Q-84 26 -78 -18Z'),
  fill('accent2', 'M-66 -8H-14Q-18 24 -40 32Q-66 34 -66 -8Z'),
  fill('accent', 'M66 -8H14Q18 24 40 32Q66 34 66 -8Z'),
  fill('shine', poly(-60, -8, -34, -8, -56, 30, -66, 10), poly(24, -8, 44, -8, 26, 26, 18, 12)),
)

export const satellite = floating(
  fill('blue', poly(-100, -34, -44, -34, -44, 34, -100, 34), poly(44, -34, 100, -34, 100, 34, 44, 34)),
  line('paper', 3, 'M-81 -34V34M-62 -34V34M-100 0H-44M81 -34V34M62 -34V34M100 0H44'),
  fill('steel', box(-46, -6, 92, 12, 3)),
  fill('metal', box(-30, -46, 60, 92, 10)),
  fill('gold', box(-30, -18, 60, 36, 0)),
  fill('paper', 'M-38 56A40 30 0 0 0 38 56L0 46Z'),
  line('steel', 5, 'M0 52V90'),
  fill('accent', disc(0, 92, 8)),
  fill('shade', box(8, -46, 22, 92, 8)),
)

export const battery = standing(
  fill('steel', box(-22, -100, 44, 20, 7)),
  fill('ink', box(-56, -84, 112, 184, 20)),
  fill('paper', box(-45, -73, 90, 162, 12)),
  fill('green', box(-36, -20, 72, 32, 6), box(-36, 20, 72, 32, 6), box(-36, 56, 72, 26, 6)),
  fill('gold', poly(10, -66, -22, -30, -3, -30, -12, -2, 22, -40, 3, -40)),
  fill('shine', box(-45, -73, 24, 162, 12)),
)

export const plug = floating(
  line('ink', 12, 'M0 36V62Q0 92 -34 92H-72'),
  fill('metal', box(-36, -100, 18, 52, 7), box(18, -100, 18, 52, 7)),
  fill('accent', 'M-60 -54H60V-10Q60 42 0 42Q-60 42 -60 -10Z'),
  fill('shade', 'M14 -54H60V-10Q60 42 0 42Q30 10 14 -54Z'),
  fill('gold', poly(8, -42, -22, -4, -4, -4, -10, 24, 22, -14, 4, -14)),
  fill('accent2', oval(-82, 92, 14, 10)),
)
