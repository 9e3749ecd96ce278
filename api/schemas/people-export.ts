import { z } from 'zod';
import { ERASURE_SUBJECTS } from '../../entities/erasure.ts';
import { at, id } from '../../http/fields.ts';
import { onlyOnePerson, whose } from './person.ts';

const count = z.int().min(0);

export const ExportQuery = z
  .object({
    clientId: id().optional(),
    referralId: id().optional(),
    professionalId: id().optional(),
    enquiryId: id().optional(),
    whose,
  })
  .superRefine(onlyOnePerson);

export const OnePerson = z
  .strictObject({
    clientId: id().optional(),
    referralId: id().optional(),
    professionalId: id().optional(),
    enquiryId: id().optional(),
    whose,
  })
  .superRefine(onlyOnePerson)
  .meta({
    id: 'OnePerson',
    description: 'One person, by one of their records; the others that are certainly theirs are found.',
    example: { clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11' },
  });

export const PersonExportView = z
  .object({
    exportedAt: at,
    about: z.object({ subject: z.enum(ERASURE_SUBJECTS), id: z.uuid() }),
    records: z
      .record(z.string(), z.array(z.record(z.string(), z.unknown())))
      .meta({ description: 'By kind of record; kinds of which nothing is held are left out.' }),
    sourceWithheld: z.boolean().meta({
      description:
        'The source may say that another person comes here; POST /people/export/balance asks the owner to weigh it.',
    }),
    withheld: z.array(z.object({ record: z.string(), id: z.uuid() })).meta({
      description:
        'Records that may say something of other people: an introduction, a letter to a colleague. The owner weighs what of them may be given.',
    }),
  })
  .meta({
    id: 'PersonExport',
    example: {
      exportedAt: '2026-11-23T09:00:00.000Z',
      about: { subject: 'enquiry', id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11' },
      records: { enquiries: [{ firstName: 'Sam', via: 'phone', source: { kind: 'a personal contact' } }] },
      sourceWithheld: true,
      withheld: [],
    },
  });

export const PersonView = z
  .object({
    about: z.object({ subject: z.enum(ERASURE_SUBJECTS), id: z.uuid() }),
    name: z.string().nullable().meta({ description: 'null: no record of theirs has a name.' }),
    records: z
      .object({ clients: count, enquiries: count, sentIn: count, sentBy: count, professionals: count })
      .meta({
        description:
          'How many records are certainly theirs: `sentIn` those in which they were sent here, `sentBy` those in which they sent somebody.',
      }),
    openRequestId: z.uuid().nullable().meta({ description: 'Their request for data that is open.' }),
    erasureId: z.uuid().nullable(),
  })
  .meta({
    id: 'Person',
    example: {
      about: { subject: 'enquiry', id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11' },
      name: 'Sam Sedge',
      records: { clients: 0, enquiries: 1, sentIn: 1, sentBy: 0, professionals: 0 },
      openRequestId: null,
      erasureId: null,
    },
  });
