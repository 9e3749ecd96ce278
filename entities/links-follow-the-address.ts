/**
 * A new address ends the links that went to the old one: its stranger, or whoever reads that mailbox, can act no more.
 * A trigger, so that no way of changing an address can forget it; a first address ends nothing.
 */
export const linksFollowTheAddress = [
  {
    name: 'links_follow_the_address',
    timing: 'before' as const,
    events: ['update' as const],
    body: 'if old.email_hash is not null and new.email_hash is distinct from old.email_hash then new.link_generation := old.link_generation + 1; end if; return new;',
  },
];
