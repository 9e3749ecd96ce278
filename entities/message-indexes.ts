const SUBJECTS = ['referral', 'client', 'enquiry', 'referOut', 'professional'] as const;

/** By what e-mails are found. One is about one or two subjects, and is not entered where it is about none. */
export const messageIndexes = [
  ...SUBJECTS.map((property) => ({
    properties: ['practiceId' as const, property],
    where: { [`${property}Id`]: { $ne: null } },
  })),
  { properties: ['practiceId' as const, 'countsFrom' as const], where: { countsFrom: { $ne: null } } },
  { properties: ['practiceId' as const, 'status' as const] },
  {
    name: 'message_of_broadcast_index',
    properties: ['practiceId' as const, 'broadcast' as const, 'status' as const, 'why' as const],
    where: { broadcastId: { $ne: null } },
  },
  {
    properties: ['practiceId' as const, 'toHash' as const],
    where: { toHash: { $ne: null } },
  },
  { properties: ['practiceId' as const, 'updatedAt' as const, 'id' as const] },
];
