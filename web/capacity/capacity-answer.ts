import { z } from 'zod';
import { HL7_CODES, hl7Capacity } from '../../policy/capacity/hl7-capacity.ts';
import { SAID_STATUSES } from '../../policy/capacity/capacity-terms.ts';
import type { PublicCapacity } from '../../policy/capacity/public-capacity.ts';
import type { Visit } from '../visit.ts';

const status = z.enum(SAID_STATUSES);
const statement = z.string().meta({
  description:
    'The words that stand on every page, form, card and widget; all but “please ask” end with their date.',
});

/** What a program reads of whether a practice has room. */
export const CapacityAnswer = z
  .object({
    practice: z.string(),
    status: status.meta({ description: 'Of the practice as a whole: open if anybody who works there is.' }),
    statement,
    nextOpening: z.string().nullable().meta({ description: 'A month, YYYY-MM.' }),
    waitWeeks: z
      .object({ from: z.int(), to: z.int() })
      .nullable()
      .meta({ description: 'Whole weeks, both ends included.' }),
    asOf: z.iso
      .date()
      .nullable()
      .meta({ description: "The oldest statement's date, of the practice's calendar." }),
    validUntil: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'From then on it says “please ask”, unless somebody said something new.' }),
    capacityStatus: z
      .object({ system: z.url(), code: z.enum(HL7_CODES) })
      .meta({ description: "The same in HL7's words." }),
    practitioners: z.array(
      z.object({
        name: z.string(),
        card: z.url().meta({ description: 'A page about them.' }),
        status,
        statement,
        serviceLines: z.array(z.object({ name: z.string(), status })),
      }),
    ),
    room: z.array(z.string()).meta({
      description:
        'Who has room where the practice, or somebody there, is full: those there who are open, or colleagues elsewhere who agreed to be named.',
    }),
    contact: z
      .url()
      .meta({ description: 'The form for whoever looks for help; it is open to everybody, room or not.' }),
  })
  .meta({
    id: 'PublicCapacity',
    example: {
      practice: 'Willow Practice',
      status: 'full',
      statement:
        "We're full at the moment; our next openings are in March 2027. Dr Jo Juniper can see you sooner. As of 29 November 2026.",
      nextOpening: '2027-03',
      waitWeeks: null,
      asOf: '2026-11-29',
      validUntil: '2027-01-10T09:00:00.000Z',
      capacityStatus: {
        system: 'http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes',
        code: 'waitlist',
      },
      practitioners: [
        {
          name: 'Noor Rahman',
          card: 'https://kindword.example/p/willow/card/0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
          status: 'full',
          statement:
            "We're full at the moment; our next openings are in March 2027. Dr Jo Juniper can see you sooner. As of 29 November 2026.",
          serviceLines: [{ name: 'Counselling', status: 'full' }],
        },
      ],
      room: ['Dr Jo Juniper'],
      contact: 'https://kindword.example/p/willow/enquire',
    },
  });

export function capacityAnswer(
  { practice, linkTo }: Visit,
  capacity: PublicCapacity,
): z.input<typeof CapacityAnswer> {
  const home = `/p/${practice.slug}`;
  return {
    practice: practice.name,
    status: capacity.status,
    statement: capacity.statement,
    nextOpening: capacity.nextOpening,
    waitWeeks: capacity.waitWeeks,
    asOf: capacity.asOf,
    validUntil: capacity.validUntil?.toISOString() ?? null,
    capacityStatus: hl7Capacity(capacity),
    practitioners: capacity.practitioners.map(
      ({ id, name, status: own, statement: words, serviceLines }) => ({
        name,
        card: linkTo(`${home}/card/${id}`),
        status: own,
        statement: words,
        serviceLines,
      }),
    ),
    room: capacity.room,
    contact: linkTo(`${home}/enquire`),
  };
}
