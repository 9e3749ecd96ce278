const MOST_LETTERS = 40;
const MOST_WORDS = 3;
const DIGITS_OF_A_NUMBER = 4;

/** Whether what was typed is a first name and no more: no address, no number, no story (D1, §3.4). */
export function isOnlyAFirstName(typed: string): boolean {
  const text = typed.trim();
  const words = text.split(/\s+/);
  const digits = text.match(/\p{N}/gu)?.length ?? 0;
  return (
    text.length <= MOST_LETTERS &&
    words.length <= MOST_WORDS &&
    digits < DIGITS_OF_A_NUMBER &&
    !/[@/]|\p{L}\.\p{L}{2}/u.test(text)
  );
}
