import type { MotifName } from './motifs/index.ts'
import type { SettingName } from './settings/index.ts'

export const styleNames = ['cinematic', 'anime', 'realistic', 'cartoon', 'minimal'] as const
export type StyleName = (typeof styleNames)[number]

/** What the words of a prompt can say, each with the words that say it. Forms are brought together by `stem`. */
export const moodWords = {
  dramatic: 'dramatic intense powerful bold tense suspense climax conflict shocking striking',
  epic: 'epic grand majestic heroic vast monumental triumphant awe',
  inspiring: 'inspiring inspirational uplifting motivating motivational ambitious visionary proud empowering',
  mysterious: 'mysterious mystery dark eerie moody secret hidden unknown enigmatic shadowy curious',
  romantic: 'romantic love tender dreamy nostalgic intimate',
  hopeful: 'hopeful optimistic hope bright fresh positive promising trust',
  warm: 'warm cozy friendly golden welcoming comforting human',
  calm: 'calm peaceful serene quiet gentle soft relaxed contemplative thoughtful reflective',
  informative: 'informative neutral clear clean educational explanatory balanced factual curious engaging',
  urgent: 'urgent alarming warning breaking critical danger emergency crisis',
  angry: 'angry furious outrage rage heated violent',
  serious: 'serious professional formal corporate sober focused analytical confident',
  futuristic: 'futuristic cyber sci-fi scifi neon innovative high-tech digital cutting-edge modern',
  energetic: 'energetic dynamic exciting vibrant lively fast upbeat electric bold',
  playful: 'playful fun whimsical cheerful joyful funny humorous quirky happy light-hearted',
  sombre: 'sombre somber sad melancholic gloomy grim bleak mournful sorrow tragic',
} as const
export type Mood = keyof typeof moodWords

export const timeWords = {
  dawn: 'dawn sunrise morning daybreak',
  day: 'day daylight noon sunny afternoon midday bright sunlit',
  sunset: 'sunset dusk evening golden-hour twilight',
  night: 'night midnight moon moonlit nocturnal starry dark neon',
} as const
export type TimeOfDay = keyof typeof timeWords

export const weatherWords = {
  rain: 'rain rainy drizzle wet flood downpour monsoon',
  snow: 'snow snowy winter frost blizzard icy frozen christmas',
  storm: 'storm thunder lightning hurricane tornado cyclone tempest',
  fog: 'fog foggy mist misty haze hazy smoke smog pollution',
} as const
export type Weather = keyof typeof weatherWords

/** How many people a picture shows, by the words that name them. */
export const peopleWords = {
  portrait: 'portrait face headshot selfie eyes expression',
  one: 'man woman person boy girl child kid actor actress director president minister senator politician doctor nurse scientist engineer developer programmer researcher teacher student artist writer author singer dj star celebrity leader founder ceo manager worker farmer soldier officer judge lawyer player athlete chef driver pilot astronaut traveller runner witness suspect victim speaker host narrator viewer creator comedian figure mother father veteran king queen prince',
  few: 'team couple family friends group colleagues partners people men women kids children parents students engineers scientists developers researchers doctors patients lawmakers officials leaders customers users players neighbours volunteers',
  crowd:
    'crowd audience fans protest protesters march rally demonstration public citizens voters population community millions thousands festival society nation refugees migrants workers democrats republicans',
} as const
export type People = keyof typeof peopleWords

/** Words of the trade of picture-making, which name no thing to be shown. */
export const silentWords =
  'shot camera angle close up wide medium low high view scene image picture photo photograph illustration background foreground composition lighting light style vertical orientation frame depth field focus detailed detail render cinematic anime realistic cartoon minimal lens mm 4k 8k hd quality concept visual symbol symbolic representing depicting showing shows text logo watermark no without with the and of a an in on at for to from by its their his her'

export const settingWords: Record<SettingName, string> = {
  mountains:
    'mountain* peak summit alps hike climb* valley wilderness nature park land* expedition adventure challenge goal journey rock* dinosaur fossil',
  hills:
    'hill field farm* countryside rural village meadow grass agricultur* crop harvest cow sheep spring garden food feast suburb neighbourhood vegetation plant fungi',
  desert: 'desert dune sand* drought arid egypt sahara middle-east syria* israel* border oil mars dry heat',
  forest: 'forest wood* jungle tree rainforest wild* camp* trail ecology ecosystem amazon',
  city: 'city cities urban skyline downtown street building* skyscraper town metropol* manhattan york london tokyo vegas housing property estate tenant mayor infrastructure',
  road: 'road highway driver* car truck traffic crash route travel* path commute vehicle bus journey step roadmap way forward train',
  ocean:
    'ocean sea beach coast* sail* ship boat island wave shore harbour port tide fish* flood florida refugee',
  underwater: 'underwater coral reef whale shark submarine marine diving deep aquatic oxygen ocean-floor',
  space:
    'space planet* venus jupiter saturn galaxy star universe cosmos cosmic orbit* nasa astronaut* rocket satellite* comet* asteroid moon lunar mars relativity dwarf telescope quantum gravity black-hole solar-system',
  network:
    'network* internet data digital cloud api software code coding developer ai artificial neural algorithm* cyber** blockchain crypto* bitcoin web online platform app tech techn* comput* system integration connect* server library java php framework client release version migrat* deploy* google facebook link* batch test* fuzz* automation program*',
  circuit:
    'chip circuit* processor hardware semiconductor electron* cpu gpu memory motherboard silicon engineer* robot* quantum device intel nvidia machine',
  chart:
    'chart rate fed ecb market stock* econom* finance financial invest* growth profit revenue statistic* trade inflation price tax* bank* money budget report* sale* metric* performance analytics bid* ads campaign customer* percent impression fund* index earning* dollar billion million debt',
  institution:
    'government congress senate parliament court* justice law* legal constitution president* politic* policy policies white-house capitol supreme union democra* republican* election* vote* minister treaty rights impeach* fbi cia un nato state federal memo senator lawmaker gop trump independence museum bank tax verdict trial',
  stage:
    'stage concert music* singer band festival theatre theater comedy comedian show award* oscar* grammy* speech conference talk audience perform* host keynote film movie premiere actor dance celebrity workshop announc* launch tv late-night scholarship',
  stadium:
    'stadium football soccer nba nfl basketball baseball tennis sport* match league championship athlete olympic* goal* coach eagle* spurs manchester-united premier-league transfer-deadline transfer-window world-cup cup-final',
  micro:
    'cell* gene genes genetic* dna rna microrna bacteria* virus* viral protein* molecul* biolog* medic* vaccine* cancer tumor disease infection immune microscop* enzyme antibod* pathogen* drug* pharma* brain neuro** stem chem* lab-grown macrophage* malaria plasmodium bone tissue hormone carbon acid* nematode genom* synap* embryo* depression clinical patient* organ',
  laboratory:
    'lab* experiment* research* scien* test-tube chemist* study discover* physics reaction beaker innovation sulfur phosphorus methane magnet* fermion* boron rotor electron radiation',
  room: 'room home house* kitchen office desk interior bedroom work* study meeting remote table chair window sofa doctor school class* night-routine morning write writing comment* review* habit productivity learn* email sleep stress',
  library:
    'library book* read* knowledge archive* bookshop history story stories literature document* guide documentation file* record* secret* learn* education question* comment context',
  waves:
    'sound audio voice noise emotion* feel* idea* abstract energy flow change rhythm dream imagine frequency signal wave* dynamics stream* transform* pain uncomfortable discomfort',
  clouds:
    'sky cloud* fly* flight air airborne plane dream* freedom heaven altitude weather climate balloon bird drone hope future',
  industry:
    'factory industr* manufactur* pollut* emission* energy power plant smoke production steel oil gas coal supply refinery warehouse machine* worker* labor labour mining nuclear',
  storm:
    'storm hurricane tornado thunder* lightning war attack* disaster crisis danger* threat* collapse chaos explosion eruption earthquake shooting violence fear fraud scandal warning bomb* grenade weapon gun conflict terror* kill* dead death',
}

export const motifWords: Record<MotifName, string> = {
  phone: 'phone smartphone iphone mobile app apps android screen call text selfie tiktok notification* swipe',
  laptop:
    'laptop computer pc notebook macbook code coding compiler* repository github linux kernel kubernetes docker typescript javascript python postgres* sql software developer programm* remote website web html5 flash java php client library',
  monitor:
    'monitor desktop dashboard interface window browser display ui website debug* console test* end-to-end',
  chip: 'chip processor cpu gpu semiconductor silicon hardware quantum nvidia intel circuit*',
  server:
    'server datacenter data-center hosting backend database storage infrastructure cloud mainframe batch',
  robot:
    'robot* ai artificial automation automat* bot chatbot android humanoid algorithm* machine-learning llm gpt',
  cloudData: 'cloud upload download sync backup saas api migrat* release version announc*',
  lock: 'lock* security secure password privacy private encrypt* cyber** hack* breach protect* secret* classified confidential',
  shield:
    'shield protect* defen* safe* guard* immune immunity insurance vaccine resilien* military army nato',
  key: 'key access unlock solution answer question*',
  magnifier:
    'magnif* search* find* look detect* investigat* discover* inspect* clue evidence analys* audit review* sighting',
  gear: 'gear engine mechanic* machine* process system setting* config* engineer* function infrastructure maintenance productivity operation',
  bug: 'bug insect beetle fuzz* flaky debug* error malware ant pest',
  lightbulb:
    'idea lightbulb bulb innovat* insight invent* creativ* bright solution think* concept inspire* suggestion inquiry',
  rocket: 'rocket launch* startup spacecraft spacex boost missile mission takeoff skyrocket accelerat* soar*',
  satellite: 'satellite* orbit* signal broadcast transmission communication gps antenna quantum-line calling',
  planet:
    'planet* mars saturn jupiter venus mercury neptune uranus pluto cosmos cosmic world alien exoplanet dwarf',
  globe: 'globe world global* international earth worldwide countr* nation* geo map foreign atmosphere',
  telescope: 'telescope observ* astronom* stargaz* watch* look vision',
  microscope:
    'microscop* lab* bacteria pathogen* cell* biolog* study sample biops* scientist research* tissue',
  flask:
    'flask chem* experiment* lab* beaker reaction test science scientif* acid* formula solvent sulfur phosphorus boron methane',
  dna: 'dna gene genes genetic* genom* rna microrna hereditary ancestry mutation chromosom* sequenc* clon* evolution genomic',
  atom: 'atom* electron* quantum physics nuclear particle* proton relativity radiation fermion* energy conformer* molecul*',
  pill: 'pill drug* medicine medication pharma* opioid* tablet dose prescription addict* painkiller',
  syringe: 'syringe vaccin* inject* needle shot immuniz* insulin lassa',
  virus:
    'virus* virolog* rhinovirus common-cold viral covid pandemic epidemic infect* flu pathogen* germ disease malaria plasmodium outbreak cdc',
  brain:
    'brain mind neuro** mental psycholog* think* cognit* memory intelligence depression stress therapy neural synap* emotion*',
  heart: 'heart love cardio* valentine romance affection health charity care pulse compassion life',
  bone: 'bone skeleton* fossil* orthop* x-ray',
  book: 'book novel read* literature author chapter library publish* story stories education learn* bible textbook knowledge',
  newspaper:
    'news* newspaper journalis* press headline media article report* paper advert* editorial publication guardian times breaking',
  document:
    'document* memo file* contract report policy policies bill constitution law form deal agreement treaty paper record* letter certificate message commit* name* deadline registration register',
  clipboard:
    'checklist clipboard list survey plan* test* qa requirement* task* todo step steps tip* inspection criteria review* validation',
  pen: 'pen write* writing sign* draft comment* author edit* blog note* essay signature',
  cap: 'graduat* school student* university college degree academ* scholarship education* campus teacher class* course trainee workshop',
  envelope: 'email mail letter inbox newsletter message* invite invitation reminder send* notice',
  speech:
    'speech chat convers* talk* comment* discuss* dialog* debate message* opinion say* said tell question* interview respon* ask* communicat* address feedback denial',
  megaphone:
    'megaphone announc* campaign protest* advert* promot* marketing activis* call demand* metoo march* rally propaganda shout voice warn*',
  microphone:
    'microphone mic podcast radio sing* singer karaoke speech interview record* voice comedian host broadcast dj vocal standup',
  camera: 'photograph* paparazzi instagram caught footage snapshot surveillance',
  film: 'film* movie* cinema video* director hollywood oscar* documentary premiere youtube clip scene-cut netflix short*',
  tv: 'tv television series episode show* broadcast channel watch* stream* late-night host* sitcom screen',
  headphones: 'headphone* listen* audio podcast playlist earbuds sound spotify hear*',
  note: 'music* song* melody note album concert band orchestra tune grammy* dj pop jazz lorde swift',
  guitar: 'guitar rock band acoustic musician bass tour',
  palette: 'paint* artist art artwork design* creativ* color colour draw* brush gallery illustrat*',
  masks: 'theat* drama comedy mask actor acting perform* play glee stage tragedy',
  trophy:
    'trophy win winning winner* champion* award* prize victory success* best cup contest competition medal achiev* congratulat* birthday greatest ever record reward*',
  star: 'star favourite favorite rating celebrity famous fame oscar* hollywood excellent review* stormy',
  ball: 'football soccer ball premier-league goal* striker fifa league hotspur tottenham manchester-united kick* spurs transfer-deadline transfer-window',
  basketball: 'basketball nba dunk hoop court-side lebron',
  golf: 'golf* putt* green-fee hole-in-one',
  helmet: 'nfl superbowl quarterback eagle* patriots touchdown rugby helmet gridiron concussion',
  bicycle: 'bicycle bike cycl* pedal',
  car: 'car cars automobile vehicle driver* self-driving tesla crash* uber taxi ev motor* garage commute',
  truck: 'truck delivery shipping lorry logistics freight cargo supply van',
  train: 'train rail* subway metro station locomotive commuter tram',
  plane:
    'plane airplane flight* airport airline jet pilot fly* travel* vacation boeing airbus passenger tourism',
  ship: 'ship boat sail* cruise ferry vessel navy maritime harbour port fleet migrant*',
  house:
    'house home* housing property mortgage rent* real-estate family tenant landlord suburb roof household neighbourhood local',
  bank: 'bank* fed ecb interest-rate* treasury institution government parliament congress court* museum supreme senate federal capitol republic* democra* state union administration politic*',
  factory: 'factory industr* manufactur* emission* pollut* plant production refinery smokestack',
  tent: 'tent camp* refugee* shelter outdoor festival homeless*',
  bridge: 'bridge span connect* infrastructure crossing straddl* golden-gate link*',
  wall: 'wall brick* border* fence barrier ban bans banned block** divid* mexic* immigra* separat* straddl* obstacle complexity nest*',
  tree: 'tree* forest* wood* nature park plant* environment* ecology oak branch grow* green public-land* biodiversity growth',
  leaf: 'leaf leaves vegan organic green eco sustain* vegetat* botan* renewable plant-based carbon',
  flower: 'flower* bloom* rose garden* blossom petal spring wedding funeral beauty',
  mushroom: 'mushroom* fungi fungus fungal mold mould spore*',
  sprout:
    'sprout seed* seedling grow* growth startup agricultur* crop farm* beginning begin* develop* harvest soil',
  fish: 'fish* fishing seafood salmon tuna aquarium marine coral catch',
  mosquito: 'mosquito* malaria mosquito-net dengue zika plasmodium',
  bird: 'bird* penguin* owl* parrot* dove peace* twitter tweet* eagle* wing* freedom feather poultry',
  cat: 'cat cats kitten feline pet pets',
  dog: 'dog dogs puppy canine pet pets hound',
  mouse: 'mouse mice rodent* rat rats murine animal*',
  dinosaur: 'dinosaur* fossil* jurassic prehistoric extinct* paleont* t-rex',
  paw: 'animal* wildlife zoo species paw endanger* conservation habitat veterinar*',
  burger:
    'burger meat beef hamburger fast-food lab-made sandwich mcdonald* steak food restaurant eat* diet feast meal taste*',
  coffee: 'coffee cafe café espresso tea latte caffeine breakfast mug morning break',
  pizza: 'pizza italian slice pepperoni cheese',
  apple: 'apple fruit nutrition healthy diet vitamin orchard teacher eat*',
  bread: 'bread butter* cook* recipe* dinner pasta gnocchi bak* wheat grain flour loaf toast hunger starv*',
  banknotes:
    'money cash dollar* pay* banknote* bill currency salary wage* income fund* financ* budget tax* grant fine bribe paid cost* price* loan',
  coins:
    'coin* bitcoin crypto* gold ethereum token* wealth rich* invest* profit* earn* saving* treasure econom* tax* fee* penny evasion offshore',
  piggy: 'piggy saving* deposit pension retire* budget thrift',
  growth:
    'chart graph growth stock* market* trend* rise* rising increas* revenue profit sale* performance statistic* analytics metric* econom* impression report* result* share*',
  pie: 'pie share* statistic* percent* segment* demograph* survey poll* distribution half third proportion data',
  card: 'credit card debit payment wallet checkout paypal visa bank* subscription scam* fraud*',
  bag: 'shop* bag retail store purchase buy* e-commerce ecommerce sale* mall customer* consumer* fashion amazon brand product*',
  tag: 'tag price* discount deal* offer* coupon sale* label* bid* cheap auction',
  gavel:
    'gavel judge* court* verdict justice law* legal trial sue sues sued lawsuit ruling sentence* auction attorney constitution* guilty crim* case charge* prosecut*',
  scales:
    'scale* justice balanc* fair* equal* law rights weigh* ethic* compare comparison versus conflict* tradeoff critique',
  ballot:
    'ballot vot* election* elector* democra* poll* referendum candidate campaign independence primary swing midterm*',
  flag: 'flag nation* country countr* patriot* independence union american america* united-states russia* china catalan* state republic* trump president* syrian israeli kenyan australian unity',
  handshake:
    'handshake deal* agree* partner* peace* alliance merger cooperat* unity trust negotiat* diplomat* talks collaborat* stakeholder* engag* hire* treaty',
  fist: 'fist protest* resist* revolution power* fight* strike* activis* equality rights union* rebel* demand* solidarity feminis* women* metoo march* boycott',
  badge:
    'police* fbi sheriff cop officer* detective agent investigat* arrest* law-enforcement crime* suspect* raid intelligence-agency cia',
  target:
    'target* goal* aim focus* objective bullseye hit shoot* gun* strategy precis* antisense site-specific audience keyword*',
  bomb: 'bomb* grenade explos* attack* weapon* threat* terror* war deadline time-sensitive ammunition missile nuclear',
  fire: 'fire* flame* burn* hot heat* wildfire blaze viral passion trending rage eruption',
  drop: 'drop water* rain liquid oil blood leak* hydrat* drip filter* fluid saliva wet sweat sea-level',
  sun: 'sun* solar summer heat* weather sunlight sunset sunshine vitamin-d warm* drought',
  snowflake: 'snow* winter cold* freez* ice frozen frost arctic antarctic* glacier',
  bolt: 'lightning bolt electric* power* energy fast quick* volt* charg* shock* thunder speed surge flash* instant*',
  umbrella: 'umbrella wind gale* rain* insurance weather monsoon wet-season',
  thermometer: 'thermometer temperature climate warming fever heat* degree* hot cold',
  volcano: 'volcan* erupt* lava magma earthquake* seismic geolog* tectonic',
  comet: 'comet* asteroid* meteor* shooting-star impact',
  magnet: 'magnet* attract* polar* majorana pull*',
  clock:
    'clock time* hour* minute* deadline schedul* late early wait* watch* duration delay* soon date* history year* routine live',
  calendar:
    'calendar date* month* week* year* event* schedul* day* appointment annual deadline season* birthday anniversary fall january february march-25th june 2016 2017 2018',
  hourglass:
    'hourglass wait* time* patien* slow* age aging ageing aging ancient extinct* sunset-reminder expire* deprecat* long lifetime',
  pin: 'pin location* place* map* address local* site destination travel* where geo** business nearby',
  compass:
    'compass direction* navigat* explor* guid* strategy journey adventure north context lead* approach',
  gift: 'gift birthday christmas holiday* surprise* reward* celebrat* donat* bonus',
  balloon: 'balloon* party celebrat* float* festival hot-air birthday',
  crown: 'crown king* queen* royal* monarch* prince* leader* rule* best top luxury empire',
  puzzle:
    'puzzle piece* problem* solv* integrat* complex* mystery fit challenge* strategy combine* inquiry missing assemble joined-up',
  tools:
    'tool* repair* fix* hammer wrench build* construct* maintain* diy mend* plumb* contractor hackable upgrad* refactor* code-health update* clean*',
  plug: 'plug* electric* connect* socket power* energy charg* grid integrat* api',
  battery: 'battery batteries charg* energy power* lithium ev electric* storage exhausted',
  turbine:
    'turbine* wind-farm* wind-power* wind-energy renewable* energy green sustainab* climate power* emission*',
  barrel: 'oil barrel* petrol* fuel* gas opec energy chemical* toxic waste',
  gamepad: 'game* gaming gamer* console playstation xbox nintendo esport* play* controller joystick',
  vr: 'vr virtual reality headset metaverse augmented oculus immersive',
  eye: 'eye* vision watch* look* surveil* spy* view* observ* witness perspective visib* impression* blind detail*',
  stethoscope:
    'doctor* health* hospital* nurse clinic* medical medicine patient* diagnos* treatment care disease physician stethoscope cancer',
  tooth: 'tooth teeth dent* smile mouth saliva oral',
  ladder: 'ladder climb* career* step steps promot* progress* advance* level* success improve* opportunit*',
  network:
    'network* connect* graph node* link* social community web relationship* neural distributed internet interact* team* stakeholder*',
  thumb:
    'like* thumb* social facebook approve* approval instagram* follow* influencer* positive recommend* favourite best-practice good',
  warning: 'warn* alert* danger* caution risk* emergenc* error* hazard* crisis threat* fail* smell* critical',
  dice: 'dice gambl* casino vegas random* chance luck* bet betting risk* probabil* lottery uncertain* flaky game',
  anchor: 'anchor navy port stable marine sailor harbour',
  pyramid: 'pyramid egypt ancient archaeolog* temple histor* civilization pharaoh tomb pillar',
}
