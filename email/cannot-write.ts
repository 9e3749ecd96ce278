/** `fault`: Liquid cannot fill the words in; the others: they were stopped because they took too long, or too much memory. */
type Why = 'fault' | 'deadline' | 'memory' | 'busy';

/** Words that a practice wrote and that could not be filled in: a person has to look at them. Says nothing of their text. */
export class CannotWrite extends Error {
  readonly why: Why;

  constructor(why: Why) {
    super(`The practice's own words could not be filled in (${why}).`);
    this.why = why;
  }
}
