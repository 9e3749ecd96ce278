import { counted, dateInWords } from '../manual/in-words.ts';

/** What came through one colleague in the twelve months before now (4.5a), people as far as they got. */
export type Sent = {
  professionalId: string;
  arrivals: number;
  fit: { ideal: number; workable: number; not_fit: number; unknown: number };
  booked: number;
  attended: number;
};

/** What a practice that has become full is told of those who filled it (S70); nobody is named in words. `since`: YYYY-MM-DD. */
export function takeNoteWords(rows: readonly Sent[], since: string): string {
  const began = `You have been full since ${dateInWords(since)}.`;
  if (rows.length === 0)
    return `${began} Nobody is on record whom a colleague sent in the last twelve months: when there is room again, that is a good place to begin.`;
  const sum = (of: (row: Sent) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const people = sum(({ arrivals }) => arrivals);
  const fits = sum(({ fit }) => fit.ideal + fit.workable);
  const said = sum(({ fit }) => fit.ideal + fit.workable + fit.not_fit);
  const ofFit = said === 0 ? 'how well they fit was not noted' : `${fits} of ${said} were a fit`;
  return `${began} Take note of who sends most, whether their people fit, and who books: in the last twelve months ${people === 1 ? '1 person' : `${people} people`} came through ${counted(rows.length, 'colleague')}; ${ofFit}, ${sum(({ booked }) => booked)} booked and ${sum(({ attended }) => attended)} came. They are the ones to keep in touch with while you have no room.`;
}
