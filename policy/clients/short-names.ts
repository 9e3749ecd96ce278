/** First names by which one person may be called, in groups; the ones that are the beginning of another need no line. */
const GROUPS = `alexander alexandra alex sandy sasha xander lex
andrew andy drew
anthony tony
barbara barb babs
catherine katherine kathryn kate katie kathy cathy kat kitty
charles charlie chuck
christopher chris kit
christine christina chris chrissy tina
deborah debra deb debbie
dorothy dot dottie dolly
edward ed eddie ted teddy ned
eleanor ellie nell nora
elizabeth liz lizzie beth betty eliza elsie libby bess
frances fran frankie
francis frank frankie
frederick fred freddie
george georgie
gerald gerry jerry
gregory greg
harold harry
helen nell nellie
henry harry hank
isabella isabel bella izzy
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jennifer jen jenny
jessica jess jessie
john jack johnny jon
jonathan jon jonny
joseph joe joey
judith judy
kenneth ken kenny
lawrence laurence larry laurie
leonard len lenny leo
margaret maggie meg peggy peg greta rita marge
martha marty patty
mary molly polly mae
matthew matt
michael mike mick mickey
nicholas nick nicky
nicola nicky nikki
patricia pat patty trish tricia
patrick pat paddy
peter pete
philip phil
rebecca becky becca
richard rick ricky dick rich
robert rob bob bobby robbie bert
ronald ron ronnie
samantha sam
samuel sam
sarah sally sadie
stephen steven steve
susan sue susie
theodore ted teddy theo
theresa teresa terry tess
thomas tom tommy
timothy tim
victoria vicky tori
vincent vince
walter walt wally
william will bill billy liam
winifred winnie freddie
zachary zach zak`;

const GROUPS_OF = new Map<string, Set<number>>();
for (const [group, names] of GROUPS.split('\n').entries())
  for (const name of names.split(' '))
    GROUPS_OF.set(name, (GROUPS_OF.get(name) ?? new Set<number>()).add(group));

/** Whether one person may go by both names ("Bob", "Robert"); both in lower case. */
export function isShortFor(one: string, other: string): boolean {
  const groups = GROUPS_OF.get(other);
  return [...(GROUPS_OF.get(one) ?? [])].some((group) => groups?.has(group));
}
