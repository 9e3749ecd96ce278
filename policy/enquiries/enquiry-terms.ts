/** What a person may report, in this order and one at a time. */
export const PROGRESS_STAGES = ['contacted', 'booked', 'attended', 'kept'] as const;
export type ProgressStage = (typeof PROGRESS_STAGES)[number];

/** The stages of an enquiry; `received` is the first. */
export const ENQUIRY_STAGES = ['received', ...PROGRESS_STAGES, 'closed'] as const;
export type EnquiryStage = (typeof ENQUIRY_STAGES)[number];

/** What a person is asked to bring about, one for each step up to the first session. */
export const STEP_TASKS = ['get_in_touch', 'offer_booking', 'confirm_attendance'] as const;
export type StepTask = (typeof STEP_TASKS)[number];

export const CLOSING_REASONS = ['not_ready', 'no_reply', 'not_a_fit', 'declined', 'waitlisted'] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** Why an enquiry was lost (S80); of two that apply the first counts, because the practice can fix it (§5.9). */
export const LOSS_CAUSES = ['hard_to_contact', 'not_resonating', 'not_top_of_mind', 'not_ready'] as const;
export type LossCause = (typeof LOSS_CAUSES)[number];

export const FITS = ['ideal', 'workable', 'not_fit'] as const;
export const ON_BEHALF = ['child', 'partner', 'other'] as const;
