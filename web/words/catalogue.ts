import audit from './en-GB/audit.json' with { type: 'json' };
import broadcasts from './en-GB/broadcasts.json' with { type: 'json' };
import capacity from './en-GB/capacity.json' with { type: 'json' };
import clients from './en-GB/clients.json' with { type: 'json' };
import enquiries from './en-GB/enquiries.json' with { type: 'json' };
import exports from './en-GB/exports.json' with { type: 'json' };
import frame from './en-GB/frame.json' with { type: 'json' };
import imports from './en-GB/imports.json' with { type: 'json' };
import inboundMail from './en-GB/inbound-mail.json' with { type: 'json' };
import manual from './en-GB/manual.json' with { type: 'json' };
import messages from './en-GB/messages.json' with { type: 'json' };
import network from './en-GB/network.json' with { type: 'json' };
import policy from './en-GB/policy.json' with { type: 'json' };
import practice from './en-GB/practice.json' with { type: 'json' };
import privacy from './en-GB/privacy.json' with { type: 'json' };
import professionals from './en-GB/professionals.json' with { type: 'json' };
import referOuts from './en-GB/refer-outs.json' with { type: 'json' };
import referrals from './en-GB/referrals.json' with { type: 'json' };
import reports from './en-GB/reports.json' with { type: 'json' };
import reviews from './en-GB/reviews.json' with { type: 'json' };
import runs from './en-GB/runs.json' with { type: 'json' };
import search from './en-GB/search.json' with { type: 'json' };
import setUp from './en-GB/set-up.json' with { type: 'json' };
import signIn from './en-GB/sign-in.json' with { type: 'json' };
import sourceLog from './en-GB/source-log.json' with { type: 'json' };
import tasks from './en-GB/tasks.json' with { type: 'json' };
import templates from './en-GB/templates.json' with { type: 'json' };
import terms from './en-GB/terms.json' with { type: 'json' };

/** Every sentence that staff pages show, in British English: ICU messages by key. The other languages have the same keys. */
export const EN_GB = {
  ...audit,
  ...broadcasts,
  ...capacity,
  ...clients,
  ...enquiries,
  ...exports,
  ...frame,
  ...imports,
  ...inboundMail,
  ...manual,
  ...messages,
  ...network,
  ...policy,
  ...practice,
  ...privacy,
  ...professionals,
  ...referOuts,
  ...referrals,
  ...reports,
  ...reviews,
  ...runs,
  ...search,
  ...setUp,
  ...signIn,
  ...sourceLog,
  ...tasks,
  ...templates,
  ...terms,
};

export type WordKey = keyof typeof EN_GB;

/** Whether something from outside is a key of the catalogue. */
export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(EN_GB, key);
}
