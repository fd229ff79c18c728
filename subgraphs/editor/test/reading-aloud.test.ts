import { expect, test } from 'vitest'
import { sentencesOf } from '../src/speech/sentences.ts'
import { spokenWords } from '../src/speech/spoken-words.ts'
import { writtenWords } from '../src/speech/written-words.ts'

const said = (text: string): string =>
  spokenWords(writtenWords(text))
    .flatMap(reading => reading.spoken)
    .join(' ')

test.each([
  ['1,234,567', 'one million two hundred thirty four thousand five hundred sixty seven'],
  ['0.5', 'zero point five'],
  ['007', 'zero zero seven'],
  ['45%', 'forty five percent'],
  ['in 1999', 'in nineteen ninety nine'],
  ['in 2007', 'in two thousand seven'],
  ['in 2026', 'in twenty twenty six'],
  ['the 1980s', 'the nineteen eighties'],
  ['the 22nd', 'the twenty second'],
  ['2021-08-05', 'August fifth twenty twenty one'],
  ['at 10:05am', 'at ten oh five A M'],
  ['3-4 days', 'three to four days'],
  ['-5°C', 'minus five degrees Celsius'],
  ['12 km', 'twelve kilometers'],
  ['100mph', 'one hundred miles per hour'],
  ['v3.13.1', 'three point thirteen point one'],
  ['3½ million people', 'three and a half million people'],
  ['½ of it', 'one half of it'],
  ['2¾ hours', 'two and three quarters hours'],
  ['1/4 of them', 'one quarter of them'],
  ['2/3 of them', 'two thirds of them'],
  ['9/11 and 50/50', 'nine eleven and fifty fifty'],
  ['on 30/9/2026', 'on September thirtieth twenty twenty six'],
  ['on 9/30/2026', 'on September thirtieth twenty twenty six'],
  ['5km² of land', 'five square kilometers of land'],
  ['1m³ of water', 'one cubic meter of water'],
  ['a 3,000-year-old', 'a three thousand year old'],
  ['10m people 10 m away', 'ten million people ten meters away'],
  ['6ft 2in or 6\'2"', 'six feet two inches or six foot two'],
  ['a 4x4 of 3×2', 'a four by four of three by two'],
  ['Dow +1.2%', 'dow plus one point two percent'],
  ['$10/month or 5kg/day', 'ten dollars per month or five kilograms per day'],
  ['22 tok/s over 1 Gb/s', 'twenty two tok per second over one gigabits per second'],
  ['at 500 MB/s and 3 m/s', 'at five hundred megabytes per second and three meters per second'],
  ['a 100Mbps line', 'a one hundred megabit per second line'],
  ['for $999/£799', 'for nine hundred ninety nine dollars or seven hundred ninety nine pounds'],
  ['the 2020/21 season', 'the twenty twenty to twenty one season'],
  ['Fresno, Calif., and Portland, Ore.', 'fresno California and portland Oregon'],
  ['the Calif. of old', 'the calif of old'],
  ['±2% or >100', 'plus or minus two percent or more than one hundred'],
  ['v2.0', 'two point zero'],
  ['Windows 11 24H2', 'windows eleven twenty four H two'],
  ['open 10am-5pm, from 10.30am', 'open ten A M to five P M from ten thirty A M'],
  ['a 50-50 chance of 2-2', 'a fifty fifty chance of two two'],
  ['on March 3, 2026', 'on march third twenty twenty six'],
  ['on Sept. 11', 'on September eleventh'],
  ['on 6 January', 'on the sixth of january'],
  ['on 20 and 21 January', 'on the twentieth and the twenty first of january'],
  ['in March 10 people may 5 times', 'in march ten people may five times'],
  ['since 14 Feb and in Aug.', 'since the fourteenth of February and in August'],
  ['between 1999-2011', 'between nineteen ninety nine and twenty eleven'],
  ['at 4.25%-4.5%', 'at four point two five to four point five percent'],
  ['up 34% y/y', 'up thirty four percent year on year'],
  ['80-90mph and 5-10km', 'eighty to ninety miles per hour and five to ten kilometers'],
  ['a 10-K of 737-800s', 'a ten K of seven hundred thirty seven eight hundreds'],
  ['1000s in the 1980s, 100s in the 90s', 'thousands in the nineteen eighties hundreds in the nineties'],
  ['lost 10st on the 21st', 'lost ten stone on the twenty first'],
  ['a 4-lb chicken', 'a four pound chicken'],
  ['our 2 kg magnet fell 2 kg', 'our two kilogram magnet fell two kilograms'],
  ['the 5 km between them', 'the five kilometers between them'],
  ['12-16 hrs', 'twelve to sixteen hours'],
  ['40 sq km', 'forty square kilometers'],
  ['205.3M lbs. of it', 'two hundred five point three million pounds of it'],
  ['from 25 yds. out at 62 dB', 'from twenty five yards out at sixty two decibels'],
  ['of -3C or 30C in row 3C', 'of minus three degrees Celsius or thirty degrees Celsius in row three C'],
])('the number in "%s" is said "%s"', (text, spoken) => {
  expect(said(text)).toBe(spoken)
})

test.each([
  ['$5', 'five dollars'],
  ['$1.20', 'one dollar and twenty cents'],
  ['$3.5bn', 'three point five billion dollars'],
  ['$5 million more', 'five million dollars more'],
  ['€10k', 'ten thousand euros'],
  ['$92.3-93.1 billion', 'ninety two point three to ninety three point one billion dollars'],
  ['£5–10m', 'five to ten million pounds'],
  ['$5-$10 a day', 'five to ten dollars a day'],
  ['£0.99', 'ninety nine pence'],
  ['They spent £420 million.', 'they spent four hundred twenty million pounds'],
  ['A £420 million fund', 'a four hundred twenty million pound fund'],
  ['the £420 million-a-year deal', 'the four hundred twenty million pound a year deal'],
  ['a $3.5-billion plan', 'a three point five billion dollar plan'],
  ['a $5-a-day job', 'a five dollar a day job'],
  ['a $1m prize', 'a one million dollar prize'],
  ['£1.5bn-£2bn', 'one point five to two billion pounds'],
  ['$500k-$1m', 'five hundred thousand to one million dollars'],
  ['R$4,500 or A$5m', 'four thousand five hundred reals or five million dollars'],
  ['50p, not 1080p', 'fifty pence not one thousand eighty p'],
  ['at $230 billion valuation', 'at two hundred thirty billion dollar valuation'],
  ['in the £2 billion rail plan', 'in the two billion pound rail plan'],
  ['the £20 note and the $5 million he owed', 'the twenty pound note and the five million dollars he owed'],
  ['the $50 million raised', 'the fifty million dollars raised'],
  ['rose 15¢/gal.', 'rose fifteen cents per gallon'],
  ['at $3.42/lb', 'at three dollars and forty two cents per pound'],
  ['$3.60-$3.80', 'three dollars and sixty cents to three dollars and eighty cents'],
])('%s is said as money: %s', (text, spoken) => {
  expect(said(text)).toBe(spoken)
})

test.each([
  ['Dr. Smith', 'doctor smith'],
  ['Mr. Brown sat.', 'mister brown sat'],
  ['No. 10 said no.', 'number ten said no'],
  ['N. Korea lies 60km E of it', 'north korea lies sixty kilometers east of it'],
  ['a town, pop. 24,000', 'a town population twenty four thousand'],
  ['The govt. of 58-yr-old Karl', 'the government of fifty eight year old karl'],
  ['approx. 40 yrs, incl. the Univ. of York', 'approximately forty years including the university of york'],
  ['the U.S. team', 'the U S team'],
  ["the BBC's desk", 'the B B sees desk'],
  ['NASA and ChatGPT', 'nasa and chat G P T'],
  ['AT&T', 'A T and T'],
  ['C# and F# on .NET', 'C sharp and F sharp on dot net'],
  ['Node.js and SaaS', 'node J S and sass'],
  ['iOS 18.2, GPT-4 and COVID-19', 'i O S eighteen point two G P T four and covid nineteen'],
  ['GIFs, BAFTAs and CEOs', 'gifs baftas and C E ohs'],
  ["the U.K.'s and the US's", 'the U kays and the U esses'],
  ['World War II and Super Bowl LVIII', 'world war two and super bowl fifty eight'],
  ['Henry VIII and Louis XIV', 'henry the eighth and louis the fourteenth'],
  ['Malcolm X on an IV', 'malcolm X on an I V'],
  ['Mr Brown of St Andrews on Main St', 'mister brown of saint andrews on main street'],
  ['Seuss vs. Mr Fox, cats vs dogs', 'seuss versus mister fox cats versus dogs'],
  ["McKenney's MacBook", "mckenney's mac book"],
  ['a No 1 song', 'a number one song'],
  ['CO₂', 'C O two'],
  ['BREAKING NEWS FROM LONDON', 'breaking news from london'],
  ['see https://www.example.com/a?b=1', 'see example dot com'],
  ['mail me@example.org', 'mail me at example dot org'],
  ['Zürich naïve Łódź', 'zurich naive lodz'],
  ['rock & roll', 'rock and roll'],
  ['so 🚀🔥 fast', 'so fast'],
  ['𝗕𝗿𝗲𝗮𝗸𝗶𝗻𝗴 ｎｅｗｓ', 'breaking news'],
])('%s is said: %s', (text, spoken) => {
  expect(said(text)).toBe(spoken)
})

test('whatever the text, only letters, apostrophes and blanks reach a voice', () => {
  const hostile =
    'a") (system "touch /tmp/x") (quit) \\" ; # | ` $(id) <break/> {\\b1} \u0000\u202e "q\'\' --'
  for (const { spoken } of spokenWords(writtenWords(hostile))) {
    for (const word of spoken) expect(word).toMatch(/^[A-Za-z']+$/)
  }
})

test('captions keep what was written, without loose signs and emoji', () => {
  expect(writtenWords('It rose 45% — wow 🚀 … (really)')).toEqual(['It', 'rose', '45% —', 'wow…', '(really)'])
})

test('sentences end at full stops, not at titles, initials, decimals or addresses', () => {
  const text =
    'Dr. J. Smith of the U.S. paid $3.5 to example.com. Why? "No. 10" said no. Apple Inc. grew… Then it fell! "Dr. Lee sold approx. 40."'
  expect(sentencesOf(text)).toEqual([
    'Dr. J. Smith of the U.S. paid $3.5 to example.com.',
    'Why?',
    '"No. 10" said no.',
    'Apple Inc. grew…',
    'Then it fell!',
    '"Dr. Lee sold approx. 40."',
  ])
})

test('initials are no full stops', () => {
  const readings = spokenWords(writtenWords('J. R. R. Tolkien wrote it.'))
  expect(readings.map(({ pause }) => pause)).toEqual(['', '', '', '', '', '.'])
})

test('a sentence without end is cut where one would breathe', () => {
  const clause = 'and then the river rose over the road and into the town'
  const pieces = sentencesOf(Array.from({ length: 8 }, () => clause).join(', '))
  expect(pieces.length).toBeGreaterThan(1)
  for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(240)
  expect(pieces.slice(0, -1).every(piece => piece.endsWith(','))).toBe(true)
})
