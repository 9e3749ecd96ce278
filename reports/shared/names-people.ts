/** Whether anything in it says who a client or a colleague is: a reading of such a list is noted (§4.3). */
export function namesPeople(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('name' in value && ('clientId' in value || 'professionalId' in value)) return true;
  return Object.values(value).some(namesPeople);
}
