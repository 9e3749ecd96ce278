import { markup, type Markup } from '../../http/markup.ts';
import { named } from '../parts/named.ts';
import { choices } from '../parts/choices.ts';
import { region } from '../parts/region.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { FormFields } from '../frame/form-fields.ts';
import type { Referral } from './thanks-acts.ts';

const NOBODY = 'nobody';

/** Says who a name means; only then is anybody thanked. */
export const match = act({
  does: 'POST /referrals/:id/match',
  said: 'referrals.said.matched',
  body: matchOf,
});

function matchOf(fields: FormFields): unknown {
  const [kind = '', id = ''] = (fields.get('who') ?? '').split('_');
  if (kind === NOBODY) return { nobody: true };
  return kind === 'client' ? { clientId: id } : { professionalId: id };
}

/** Everybody with that name, to choose one of; nothing where it is known who it was. */
export async function whoIsThis(asked: PageAsked, referral: Referral): Promise<Markup | null> {
  const { ask, form, words, may } = asked;
  const { referrer, acknowledgement } = referral;
  const isOpen = acknowledgement.status === 'needs_person' || acknowledgement.status === 'not_permitted';
  const { firstName } = referrer;
  if (!isOpen || firstName === undefined || !may('POST /referrals/:id/match')) return null;
  const wanted = { q: firstName, limit: '20' };
  const { items: clients } = await ask('GET /clients', { query: wanted });
  const { items: colleagues } = await ask('GET /professionals', { query: wanted });
  const options = [
    ...clients.map((one) => ({
      value: `client_${one.id}`,
      label: named(one),
      hint: words.say('referrals.who.client'),
    })),
    ...colleagues.map((one) => ({
      value: `professional_${one.id}`,
      label: named(one),
      hint: one.organisation ?? words.say('referrals.who.colleague'),
    })),
    {
      value: NOBODY,
      label: markup`${words.say('referrals.who.nobody')}`,
      hint: words.say('referrals.who.nobodyHint'),
    },
  ];
  const chosen = form(match, {
    params: { id: referral.id },
    label: words.say('referrals.who.say'),
    kind: 'main',
    fields: (filled) =>
      choices(
        { name: 'who', legend: words.rich('referrals.who.which', { name: named(firstName) }), options },
        filled,
      ),
  });
  return region({ id: 'who', title: words.say('referrals.who'), body: markup`${chosen}` });
}
