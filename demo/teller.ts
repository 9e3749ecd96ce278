const NARROWEST = 60;

/** Tells the story on the terminal, line by line, each with its second. */
export class Teller {
  #startedAt = Date.now();
  readonly #wrong: string[] = [];

  /** From here on the seconds of the story are counted. */
  begin(): void {
    this.#startedAt = Date.now();
  }

  title(text: string): void {
    console.log(`\n${text}\n${'─'.repeat(Math.max(text.length, NARROWEST))}`);
  }

  /** Something that a person does. */
  scene(text: string): void {
    console.log(`\n${this.#second()}  ${text}`);
  }

  /** Something that follows from it. */
  line(text: string): void {
    console.log(`${this.#second()}    → ${text}`);
  }

  /** What follows if the program is right; what is wrong is told as well, and kept. */
  check(isRight: boolean, text: string, otherwise: string): void {
    this.line(isRight ? text : `${otherwise} That is wrong.`);
    if (!isRight) this.#wrong.push(otherwise);
  }

  /** Throws where the story found anything wrong. */
  assertAllRight(): void {
    if (this.#wrong.length > 0)
      throw new Error(
        `The demo found what must not be:\n${this.#wrong.map((text) => `  ${text}`).join('\n')}`,
      );
  }

  note(text: string): void {
    console.log(`\n${text}`);
  }

  /** What a part says while it starts. */
  aside(text: string): void {
    console.log(`  ${text}`);
  }

  #second(): string {
    const seconds = Math.floor((Date.now() - this.#startedAt) / 1_000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
}
