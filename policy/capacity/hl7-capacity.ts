import type { SaidStatus, WaitWeeks } from './capacity-terms.ts';

/** Where HL7 keeps its words for capacity (SDOH Clinical Care, STU 3.0.0), for programs that look for somebody with room. */
const SYSTEM = 'http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes';

export const HL7_CODES = ['capacity', 'waitlist', 'no-capacity', 'additional-assessment-required'] as const;
type Hl7Code = (typeof HL7_CODES)[number];

type Said = { status: SaidStatus; nextOpening: string | null; waitWeeks: WaitWeeks | null };

/** The same statement as a code: whoever is full and knows a month or a wait has a waiting list. */
export function hl7Capacity(said: Said): { system: string; code: Hl7Code } {
  return { system: SYSTEM, code: codeOf(said) };
}

function codeOf({ status, nextOpening, waitWeeks }: Said): Hl7Code {
  switch (status) {
    case 'open':
    case 'nearly_full':
      return 'capacity';
    case 'full':
      return nextOpening !== null || waitWeeks !== null ? 'waitlist' : 'no-capacity';
    case 'please_ask':
      return 'additional-assessment-required';
  }
}
