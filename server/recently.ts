/** The same question at most once in `ms`: who asks meanwhile gets the last answer, or the one that is on its way. */
export function recently<Answer>(ms: number, ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: { at: number; answer: Promise<Answer> } | null = null;
  return () => {
    if (asked === null || Date.now() - asked.at >= ms) asked = { at: Date.now(), answer: ask() };
    return asked.answer;
  };
}
