import { defineEntity, p } from '@mikro-orm/postgresql';

const StaffAddressSchema = defineEntity({
  name: 'StaffAddress',
  tableName: 'staff_address',
  indexes: [{ properties: ['emailHash'] }],
  properties: {
    practiceId: p.uuid().primary(),
    staffId: p.uuid().primary(),
    emailHash: p.text(),
  },
});

/**
 * Who works where at present, by the hash of their address: whoever signs in names an address and no practice, so it has
 * no row-level security. Written by a trigger on `staff` alone.
 */
export class StaffAddress extends StaffAddressSchema.class {}
StaffAddressSchema.setClass(StaffAddress);

/** No way of changing a member of staff can forget it. */
export const addressIsKnown = [
  {
    name: 'address_is_known',
    timing: 'after' as const,
    events: ['insert' as const, 'update' as const, 'delete' as const],
    body: [
      `if tg_op <> 'INSERT' then delete from staff_address where practice_id = old.practice_id and staff_id = old.id; end if;`,
      `if tg_op <> 'DELETE' and new.active and new.email_hash <> '' then insert into staff_address (practice_id, staff_id, email_hash) values (new.practice_id, new.id, new.email_hash); end if;`,
      'return null;',
    ].join(' '),
  },
];
