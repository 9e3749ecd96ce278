/** What a person may report, in this order and one at a time. */
export const PROGRESS_STAGES = ['contacted', 'booked', 'attended', 'kept'] as const;
export type ProgressStage = (typeof PROGRESS_STAGES)[number];

/** How far somebody who may become a client has come; `received` is where everybody begins. */
export const ENQUIRY_STAGES = ['received', ...PROGRESS_STAGES, 'closed'] as const;
export type EnquiryStage = (typeof ENQUIRY_STAGES)[number];

/** What a person is asked to bring about, one for each step up to the first session. */
export const STEP_TASKS = ['get_in_touch', 'offer_booking', 'confirm_attendance'] as const;
export type StepTask = (typeof STEP_TASKS)[number];

export const CLOSING_REASONS = ['not_ready', 'no_reply', 'not_a_fit', 'declined', 'waitlisted'] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** Why somebody who was sent did not come (S80); of two that apply the first counts, because it is ours to mend (§5.9). */
export const LOSS_CAUSES = ['hard_to_contact', 'not_resonating', 'not_top_of_mind', 'not_ready'] as const;
export type LossCause = (typeof LOSS_CAUSES)[number];

export const FITS = ['ideal', 'workable', 'not_fit'] as const;
export const ON_BEHALF = ['child', 'partner', 'other'] as const;
