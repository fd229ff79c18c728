/** The short forms of American states that American papers write behind the name of a town. */
const states: Readonly<Record<string, string>> = {
  Ala: 'Alabama',
  Ariz: 'Arizona',
  Ark: 'Arkansas',
  Calif: 'California',
  Colo: 'Colorado',
  Conn: 'Connecticut',
  Del: 'Delaware',
  Fla: 'Florida',
  Ga: 'Georgia',
  Ill: 'Illinois',
  Ind: 'Indiana',
  Kan: 'Kansas',
  Ky: 'Kentucky',
  La: 'Louisiana',
  Md: 'Maryland',
  Mass: 'Massachusetts',
  Mich: 'Michigan',
  Minn: 'Minnesota',
  Miss: 'Mississippi',
  Mo: 'Missouri',
  Mont: 'Montana',
  Neb: 'Nebraska',
  Nev: 'Nevada',
  Okla: 'Oklahoma',
  Ore: 'Oregon',
  Pa: 'Pennsylvania',
  Tenn: 'Tennessee',
  Tex: 'Texas',
  Vt: 'Vermont',
  Va: 'Virginia',
  Wash: 'Washington',
  Wis: 'Wisconsin',
  Wyo: 'Wyoming',
}

/**
 * Says a state: the `Calif.` of `Fresno, Calif.`
 * @param before the word before, as written; only behind a name and a comma it is a state
 */
export function spokenState(core: string, before: string | undefined): string | undefined {
  if (!core.endsWith('.') || !/^[A-Z].*,$/.test(before ?? '')) return undefined
  return states[core.slice(0, -1)]
}
