import type { Json, TestPractice } from './practice.ts';

/** Somebody says of their places what stands from now on; that they are full, unless said otherwise. */
export function says(
  practice: TestPractice,
  practitionerId: string,
  said: Record<string, unknown> = {},
): Promise<Json> {
  return practice.ask('PUT', `/capacity/${practitionerId}`, { status: 'full', ...said });
}
