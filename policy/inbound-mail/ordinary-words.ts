/** Ordinary words in the place of a name; they make the parse uncertain. */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  `a an the my your our his her their this that some someone somebody anyone everyone everybody nobody person people
  friend friends sister brother mother father mum mom dad daughter son wife husband partner cousin aunt uncle niece
  nephew grandmother grandfather colleague neighbour neighbor boss team all
  client clients patient patients man woman boy girl male female child children teenager adult couple family student
  i me you we us he she they it is are was has have be been can could would should please help need needs want wants
  looking hoping interested new another other old year years of to for from with about and or in on at by as if no not
  yes re fwd hello hi hey dear thanks thank regards urgent private confidential important
  appointment appointments booking bookings session sessions therapy therapist counselling counseling counsellor
  counselor treatment assessment support service services practice clinic question questions enquiry inquiry request
  referral referrals referring introduction introductions intro introducing recommendation information info invoice
  payment receipt newsletter update news offer letter report form meeting call phone number details name email mail
  message test mindfulness workshop course webinar training talk podcast website website's seo marketing business
  company product sales proposal partnership collaboration
  anxiety depression adhd autism ocd ptsd trauma grief addiction stress burnout divorce bereavement eating disorder
  today tomorrow monday tuesday wednesday thursday friday saturday sunday morning afternoon
  freund freundin schwester bruder mutter vater tochter sohn kollege kollegin bekannte bekannter meine mein eine ein
  ami amie soeur sœur frère mère père fille fils collègue mon ma mes une un
  amigo amiga hermana hermano madre padre hija hijo mi
  vriend vriendin zus broer moeder vader dochter zoon mijn een`.split(/\s+/),
);

export const TITLES: ReadonlySet<string> = new Set(
  `mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev herr frau monsieur madame mme mlle m. sr sra señor
  señora dhr mevr`.split(/\s+/),
);

export const CREDENTIALS: ReadonlySet<string> = new Set(
  'md phd mbbs msc bsc ba ma mba rn mbacp bacp ukcp hcpc bps frcpsych mrcpsych mrcgp jr sr ii iii obe mbe'.split(
    ' ',
  ),
);

/** Begin a family name in many languages, and no first name. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'van von de der den del della di da dos das du des la le el al bin ibn ter ten zu zum zur af av ap ab y'.split(
    ' ',
  ),
);

/** Family names that are usually written first, which makes the first name ambiguous. */
export const WRITTEN_FIRST: ReadonlySet<string> = new Set(
  `nguyen nguyễn tran trần le lê pham phạm hoang vu vo dang bui wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu
  lin guo luo kim lee park choi jung kang yoon suzuki sato tanaka takahashi watanabe yamamoto nakamura kobayashi nagy
  kovács szabó tóth horváth`.split(/\s+/),
);
