import { formFieldsFrom, type FormFields } from '../frame/form-fields.ts';

/** Whoever rings says one way to be reached: an address has an @, everything else is a number. */
export const CONTACT = 'contact';

/** Where a fault of a way to be reached is shown, whichever of the two it was. */
export const CONTACT_FAULTS = {
  'person.email': { field: CONTACT, says: 'enquiries.new.contactFault' },
  'person.phone': { field: CONTACT, says: 'enquiries.new.contactFault' },
} as const;

/** The fields of a form as the API names them; `leaveOut` says which of them mean nothing. */
export function withContact(
  fields: FormFields,
  leaveOut: (name: string) => boolean = () => false,
): FormFields {
  const contactPath = fields.get(CONTACT)?.includes('@') ? 'person.email' : 'person.phone';
  const names = fields.names().filter((name) => !leaveOut(name));
  return formFieldsFrom(
    names.flatMap((name) =>
      fields
        .all(name)
        .map((value): [string, string] => [name === CONTACT ? contactPath : name, value.trim()]),
    ),
  );
}
