import { box, disc, fill, floating, line, oval, poly, standing } from './shape.ts'

export const book = standing(
  fill('accent', 'M-100 -52Q-50 -72 0 -50Q50 -72 100 -52V84Q50 66 0 86Q-50 66 -100 84Z'),
  fill('paper', 'M-90 -60Q-46 -80 0 -56V72Q-46 52 -90 70Z', 'M90 -60Q46 -80 0 -56V72Q46 52 90 70Z'),
  fill('shade', 'M0 -56Q14 -64 26 -68V58Q12 62 0 72Z', 'M-90 60Q-46 44 0 62V72Q-46 52 -90 70Z'),
  line(
    'metal',
    6,
    'M-76 -38Q-46 -50 -14 -36M-76 -16Q-46 -28 -14 -14M-76 6Q-46 -6 -14 8M76 -38Q46 -50 14 -36M76 -16Q46 -28 14 -14M76 6Q46 -6 14 8M76 28Q46 16 24 24',
  ),
  fill('red', poly(46, -70, 64, -68, 64, -8, 55, -18, 46, -10)),
)

export const newspaper = standing(
  fill('metal', poly(60, -60, 96, -54, 96, 80, 60, 92)),
  fill('paper', box(-92, -88, 160, 184, 6)),
  fill('ink', box(-78, -74, 132, 22, 4)),
  fill('accent', box(-78, -40, 62, 58, 4)),
  fill('accent2', 'M-78 4L-58 -18L-44 -4L-30 -22L-16 -4V14Q-16 18 -20 18H-74Q-78 18 -78 14Z'),
  line('steel', 6, 'M-4 -36H54M-4 -20H54M-4 -4H40M-4 12H54M-78 34H54M-78 50H54M-78 66H54M-78 82H20'),
  fill('shade', poly(52, -88, 68, -88, 68, 96, 52, 96)),
)

export const document = standing(
  fill('paper', 'M-72 -90Q-72 -100 -62 -100H30L72 -58V90Q72 100 62 100H-62Q-72 100 -72 90Z'),
  fill('metal', 'M30 -100L72 -58H40Q30 -58 30 -68Z'),
  line('steel', 8, 'M-50 -62H8M-50 -34H50M-50 -10H50M-50 14H50M-50 38H16'),
  fill('accent', disc(36, 66, 25)),
  fill('deep', poly(22, 86, 14, 118, 30, 108, 40, 120, 42, 90)),
  fill('gold', disc(36, 66, 15)),
  fill('shade', poly(50, -80, 72, -58, 72, 100, 50, 100)),
)

export const clipboard = standing(
  fill('brown', box(-78, -86, 156, 186, 16)),
  fill('paper', box(-64, -70, 128, 158, 8)),
  fill('steel', box(-34, -100, 68, 34, 11)),
  fill('green', disc(-40, -34, 14), disc(-40, 8, 14), disc(-40, 50, 14)),
  line('paper', 6, 'M-47 -34L-42 -28L-32 -41M-47 8L-42 14L-32 1M-47 50L-42 56L-32 43'),
  line('metal', 9, 'M-14 -34H48M-14 8H36M-14 50H48'),
  fill('shade', box(44, -70, 20, 158, 6)),
)

export const pen = floating(
  fill('accent', poly(52, -100, 100, -52, -32, 80, -80, 32)),
  fill('shade', poly(76, -76, 100, -52, -32, 80, -56, 56)),
  fill('gold', poly(38, -86, 86, -38, 74, -26, 26, -74)),
  fill('cream', poly(-80, 32, -32, 80, -96, 98, -98, 96)),
  fill('ink', poly(-88, 70, -70, 88, -98, 99, -99, 98)),
  line('shine', 7, 'M42 -62L-62 42'),
)

export const cap = floating(
  fill('ink', 'M-54 -8V44Q0 80 54 44V-8L0 18Z'),
  fill('accent', poly(0, -66, 104, -22, 0, 24, -104, -22)),
  fill('shade', poly(104, -22, 0, 24, 0, 10, 80, -32)),
  line('gold', 6, 'M0 -22L78 -2V50'),
  fill('gold', disc(0, -22, 8), poly(68, 50, 88, 50, 94, 92, 62, 92)),
)

export const envelope = floating(
  fill('paper', box(-98, -66, 196, 134, 12)),
  fill('metal', poly(-92, 62, -16, -4, 16, -4, 92, 62, 86, 68, -86, 68)),
  fill('cream', 'M-96 -58Q-94 -66 -86 -66H86Q94 -66 96 -58L14 14Q0 26 -14 14Z'),
  line('shade', 5, 'M-96 -58L-14 14Q0 26 14 14L96 -58'),
  fill('accent', disc(78, -58, 24)),
  fill('paper', disc(78, -58, 9)),
)

export const speech = floating(
  fill(
    'accent',
    'M-84 -88H30Q52 -88 52 -66V-14Q52 8 30 8H-32L-66 40V8H-84Q-104 8 -104 -14V-66Q-104 -88 -84 -88Z',
  ),
  fill(
    'paper',
    'M-16 -22H84Q104 -22 104 -2V46Q104 66 84 66H74V96L42 66H-16Q-36 66 -36 46V-2Q-36 -22 -16 -22Z',
  ),
  line('paper', 8, 'M-82 -62H24M-82 -40H-10'),
  fill('accent2', disc(2, 22, 10), disc(34, 22, 10), disc(66, 22, 10)),
)

export const megaphone = floating(
  fill('ink', 'M-40 24L-18 88Q-14 98 -26 98H-40Q-48 98 -50 90L-66 20Z'),
  fill('accent', 'M-84 -34L-20 -40V28L-84 22Q-100 18 -100 -6Q-100 -30 -84 -34Z'),
  fill('paper', 'M-20 -40Q40 -48 70 -86V76Q40 36 -20 28Z'),
  fill('accent', oval(70, -5, 15, 82)),
  fill('deep', oval(70, -5, 7, 60)),
  line('glow', 9, 'M94 -46L108 -58M98 -6H116M94 36L108 48'),
  fill('shine', 'M-20 -36Q36 -44 64 -76V-52Q34 -26 -20 -22Z'),
)

export const magnifier = floating(
  line('brown', 24, 'M38 38L88 88'),
  fill('ink', disc(-20, -20, 72)),
  fill('glass', disc(-20, -20, 58)),
  fill(
    'accent',
    'M-58 10V-8H-42V22Q-52 18 -58 10Z',
    'M-34 28V-30H-14V36Q-26 34 -34 28Z',
    'M-4 38V-50H16V26Q6 34 -4 38Z',
    'M24 20V-16H36Q32 6 24 20Z',
  ),
  fill('shine', 'M-66 -34A50 50 0 0 1 -24 -70L-22 -58A38 38 0 0 0 -54 -30Z'),
)

export const palette = floating(
  fill(
    'cream',
    'M-10 -82C56 -86 104 -46 98 0C94 34 52 22 34 36C16 52 36 84 -6 86C-60 88 -100 48 -98 0C-96 -48 -60 -80 -10 -82Z',
  ),
  fill(
    'shade',
    'M98 0C94 34 52 22 34 36C16 52 36 84 -6 86C-30 86 -50 80 -66 66C-20 76 -10 40 20 16C44 0 80 14 98 0Z',
  ),
  fill('red', disc(-54, -26, 17)),
  fill('gold', disc(-12, -54, 17)),
  fill('green', disc(38, -44, 17)),
  fill('blue', disc(-60, 22, 17)),
  fill('accent', disc(66, -8, 14)),
  line('brown', 10, 'M-10 60L84 -84'),
  fill('metal', poly(80, -94, 92, -86, 104, -112, 98, -116)),
)

export const eye = floating(
  fill('paper', 'M-104 0Q-50 -66 0 -66Q50 -66 104 0Q50 66 0 66Q-50 66 -104 0Z'),
  fill('blue', disc(0, 0, 46)),
  fill('accent2', 'M0 46A46 46 0 0 1 -40 22A60 60 0 0 0 40 22A46 46 0 0 1 0 46Z'),
  fill('ink', disc(0, 0, 24)),
  fill('paper', disc(-12, -14, 10), disc(12, 12, 5)),
  line('ink', 8, 'M-104 0Q-50 -66 0 -66Q50 -66 104 0'),
  line('ink', 7, 'M-76 -50L-92 -72M-36 -70L-44 -96M0 -76V-102M36 -70L44 -96M76 -50L92 -72'),
)

export const puzzle = floating(
  fill(
    'accent',
    'M-92 -62H-26C-40 -100 26 -100 12 -62H72V4C108 -10 108 56 72 42V96H10C24 60 -40 60 -26 96H-92V42C-56 56 -56 -10 -92 4Z',
  ),
  fill('shade', 'M44 -62H72V4C108 -10 108 56 72 42V96H44V30C64 30 64 14 44 14Z'),
  line('shine', 8, 'M-82 -20V-52H-50'),
)

export const compass = floating(
  fill('gold', disc(0, 8, 90)),
  fill('gold', box(-12, -102, 24, 26, 8)),
  fill('paper', disc(0, 8, 74)),
  line('steel', 6, 'M0 -60V-46M0 62V76M-68 8H-54M54 8H68'),
  fill('red', poly(36, -46, 12, 18, -12, -2)),
  fill('ink', poly(-36, 62, -12, -2, 12, 18)),
  fill('gold', disc(0, 8, 9)),
  fill('shine', 'M-58 -16A62 62 0 0 1 -10 -54L-6 -40A48 48 0 0 0 -44 -10Z'),
)

export const pin = floating(
  fill('shade', oval(0, 92, 46, 8)),
  fill('red', 'M0 92C-24 44 -68 12 -68 -32A68 68 0 0 1 68 -32C68 12 24 44 0 92Z'),
  fill('shade', 'M24 -94A68 68 0 0 1 68 -32C68 12 24 44 0 92C20 30 60 -30 24 -94Z'),
  fill('paper', disc(0, -32, 28)),
)

export const globe = floating(
  fill('blue', disc(0, 0, 90)),
  fill(
    'green',
    'M-62 -64C-40 -84 -14 -90 6 -88C20 -74 -4 -70 -8 -54C-12 -40 -34 -44 -34 -28C-34 -12 -14 -16 -12 4C-10 26 -34 46 -46 76C-76 58 -92 28 -90 -4C-76 4 -74 -14 -80 -38Z',
    'M34 -60C50 -70 62 -62 66 -60C84 -40 90 -20 90 0C74 6 66 -8 52 -6C36 -4 30 -18 36 -30C42 -40 24 -50 34 -60Z',
    'M30 20C46 10 66 22 62 38C58 54 50 74 36 82C26 64 14 36 30 20Z',
  ),
  fill('shade', 'M40 -81A90 90 0 0 1 -40 81A100 100 0 0 0 40 -81Z'),
  fill('shine', oval(-42, -50, 24, 14)),
)

export const planet = floating(
  fill('accent', disc(0, 0, 66)),
  fill('deep', 'M-64 -14Q0 8 64 -16Q68 0 64 12Q0 32 -63 14Z'),
  fill('accent2', 'M-52 -40Q0 -24 50 -42L56 -34Q0 -14 -58 -32Z', 'M-50 42Q0 56 52 40L44 50Q0 64 -42 50Z'),
  fill('shade', 'M30 -59A66 66 0 0 1 -30 59A74 74 0 0 0 30 -59Z'),
  line('cream', 11, 'M-60 -20C-96 -2 -112 22 -100 32C-76 50 54 6 92 -26C112 -44 92 -52 60 -44'),
  fill('shine', oval(-28, -38, 16, 9)),
)

export const comet = floating(
  fill('accent2', 'M98 -98L20 72A44 44 0 0 1 -62 58Z'),
  fill('accent', 'M76 -92L-16 70A38 38 0 0 1 -78 30Z'),
  fill('paper', 'M40 -60L-14 46L-60 14Z'),
  fill('brown', disc(-40, 46, 46)),
  fill('shade', disc(-56, 40, 11), disc(-26, 62, 13), disc(-34, 26, 7)),
  fill('shine', oval(-56, 22, 14, 8)),
)
