import type { InboundMail } from '../../entities/inbound-mail.ts';
import type { MailReason } from '../../policy/inbound-mail/inbound-email.ts';
import { isOnlyAFirstName } from '../../policy/referrals/only-a-first-name.ts';
import type { WrongField } from '../refusal.ts';
import type { Enquirer, MailAuthor, Proposal } from './propose.ts';

export const SETTLED_AS = ['introduction', 'statement', 'letter', 'enquiry', 'nothing'] as const;

const FIELDS = ['firstName', 'lastName', 'email', 'phone', 'clientId', 'professionalId'] as const;
type Field = (typeof FIELDS)[number];
const PLACES: Readonly<Record<(typeof SETTLED_AS)[number], readonly Field[]>> = {
  introduction: ['firstName', 'clientId', 'professionalId'],
  statement: ['clientId'],
  letter: ['firstName', 'professionalId'],
  enquiry: ['firstName', 'lastName', 'email', 'phone'],
  nothing: [],
};

/** What a person says, together with what the mail says of its author. */
export type SettledMail = {
  as: (typeof SETTLED_AS)[number];
  author: MailAuthor | null;
  enquirer: Enquirer | null;
} & { [field in Field]?: string | undefined };

/** Its sender is not its author. */
const SECOND_HAND: readonly MailReason[] = ['forwarded', 'from_staff', 'ours'];

/** What a person says of it. */
export type Settlement = { as?: SettledMail['as'] | undefined } & { [field in Field]?: string | undefined };

/** What is said, and where nothing is, what is proposed for it. */
export function asSettled(given: Settlement, proposal: Proposal | null, mail: InboundMail): SettledMail {
  const as = given.as ?? proposal?.as ?? 'nothing';
  const author = proposal?.author ?? null;
  const isNamed = given.clientId !== undefined || given.professionalId !== undefined;
  const known =
    isNamed || as === 'enquiry' || as === 'nothing'
      ? {}
      : knownOf(as, author ?? (isSecondHand(mail) ? null : mail));
  const proposed = given.as === undefined && proposal?.firstName ? { firstName: proposal.firstName } : {};
  return { ...proposed, ...known, ...given, as, author, enquirer: proposal?.enquirer ?? null };
}

/** Every fault of what was said. */
export function wrongIn(said: SettledMail, given: Settlement): WrongField[] {
  const { as, author } = said;
  const has = (field: Field) => said[field] !== undefined;
  const wrong = (path: string, message: string) => [{ path, message }];
  if (given.as === undefined && as === 'nothing')
    return wrong('as', 'nothing certain is proposed for this mail: say what it is');
  const faults = FIELDS.filter((field) => given[field] !== undefined && !PLACES[as].includes(field)).flatMap(
    (field) => wrong(field, `has no place in ${as}`),
  );
  if (as !== 'enquiry' && said.firstName !== undefined && !isOnlyAFirstName(said.firstName))
    faults.push({ path: 'firstName', message: 'a first name is all that is kept of whoever is introduced' });
  if (as === 'enquiry' && !has('firstName') && !said.enquirer?.firstName)
    faults.push({ path: 'firstName', message: 'say who enquires: the mail does not tell' });
  if (as === 'statement' && !has('clientId'))
    return [...faults, ...wrong('clientId', 'say whose statement it is')];
  if (as === 'letter' && !has('professionalId'))
    return [...faults, ...wrong('professionalId', 'say whose letter it is')];
  if (as !== 'introduction') return faults;
  if (given.clientId !== undefined && given.professionalId !== undefined)
    return [
      ...faults,
      ...wrong('professionalId', 'one person introduces somebody: leave clientId or this out'),
    ];
  return !author && !has('clientId') && !has('professionalId')
    ? [
        ...faults,
        ...wrong('clientId', 'say who introduced them (or professionalId): it came by way of somebody else'),
      ]
    : faults;
}

function isSecondHand({ reasons }: InboundMail): boolean {
  return SECOND_HAND.some((reason) => reasons.includes(reason));
}

type Ids = { clientId?: string | null | undefined; professionalId?: string | null | undefined };

function knownOf(
  as: SettledMail['as'],
  author: Ids | null,
): Pick<SettledMail, 'clientId' | 'professionalId'> {
  if (author?.clientId && as !== 'letter') return { clientId: author.clientId };
  if (author?.professionalId && as !== 'statement') return { professionalId: author.professionalId };
  return {};
}
