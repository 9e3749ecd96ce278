import type { Tx } from '../../facts/transaction.ts';
import { correctSource } from '../../facts/source-log/correct-source.ts';
import { tellSource } from '../../facts/intake/tell-source.ts';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { created, ok, route } from '../route.ts';
import { SourceLogLineView } from '../schemas/source-log-line.ts';
import { CorrectionInput, IntakeInput, LineNumber } from '../schemas/intake.ts';
import { lineView } from '../views/line-view.ts';

export const intakeRoutes = [
  route({
    name: 'POST /intake',
    tag: 'Enquiries',
    summary: 'How somebody heard of us: their own words, and the source they mean',
    description:
      'Of a client or an enquiry. What is said anew is a correction that points back at the line before; what is said again adds nothing. `mayThank` is their yes to thanking whoever was named.',
    body: IntakeInput,
    aboutBody: true,
    answers: { 200: SourceLogLineView },
    async handle({ tx, practice, body }) {
      const { clientId, enquiryId, ...told } = body;
      const of = clientId ? { clientId } : { enquiryId: enquiryId ?? '' };
      const number = await tellSource(tx, of, told, toMs(practice.policy.acknowledgement.deadline));
      return ok(await lineOf(tx, number));
    },
  }),

  route({
    name: 'POST /source-log/:number/corrections',
    tag: 'Desk',
    summary: 'Put a line right: a new line that points at it',
    params: LineNumber,
    body: CorrectionInput,
    answers: { 201: SourceLogLineView },
    async handle({ tx, params, body }) {
      return created(lineView(await correctSource(tx, params.number, body)));
    },
  }),
];

async function lineOf(tx: Tx, number: number) {
  await tx.em.flush();
  return lineView(await tx.em.findOneOrFail(SourceLogLine, { number }));
}
