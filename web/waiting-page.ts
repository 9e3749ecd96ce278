import { address } from './address.ts';
import { markup } from '../http/markup.ts';
import { page } from './page.ts';

/** Where a reminder to staff leads: it says a number, and asks the database nothing. */
export function waitingPage() {
  return address<{ number: string }>('/waiting/:number', {
    get: (req, res) => {
      const { number: given } = req.params;
      const number = /^\d{1,9}$/.test(given) ? ` number ${given}` : '';
      const words = markup`<p>Something is waiting for you:${number}. You will find it in your practice’s list of tasks, with the words and how to do it.</p>`;
      res.type('html').send(page('Something is waiting for you', words));
    },
  });
}
