import { phrasesIn } from '../../email/phrases.ts';

/** What hurries, frightens, judges or blames (S67). */
const NOT_CALM = [
  'urgent, urgently, immediately, asap, right away, at once, quickly, deadline, last chance',
  'must, have to, need to, should have, overdue, too late',
  'alarm, alarming, danger, dangerous, critical, crisis, warning, threat, beware, serious',
  'lost, lose, losing, loss, failed, failing, failure, fails, gone for good, dead, dying',
  'wrong, problem, bad, worse, worst, poor, weak, collapse, dropped, declining, plummeted',
  'fault, blame, blamed, neglected, neglecting, forgot, ignored, unreliable, disappointing, let down',
  'worrying, worry, fear, afraid, panic, shocking, unfortunately, sadly',
].flatMap((phrases) => phrases.split(', '));
const SHOUTED = /!|\p{Lu}{4,}/u;

/** What in these words is not calm; empty where nothing is. */
export function notCalmIn(words: string): string[] {
  return [...phrasesIn(words, NOT_CALM), ...(SHOUTED.test(words) ? ['shouted'] : [])];
}
