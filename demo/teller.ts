const NARROWEST = 60;

/** Tells the story on the terminal, line by line, each with its second. */
export class Teller {
  #startedAt = Date.now();

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
