import { act } from '../staff-page.ts';

export const saveWords = act({
  does: 'PUT /templates/:id',
  said: ({ fields }) =>
    fields.get('proposes') === 'yes' ? 'templates.said.proposed' : 'templates.said.saved',
  to: ({ params }) => `/templates/${params['id']}`,
  body: (fields) => ({ source: fields.get('source') ?? '' }),
});

/** Back to the words of whatever release is running. */
export const useBuiltIn = act({
  does: 'PUT /templates/:id',
  address: '/templates/:id/built-in',
  said: ({ fields }) =>
    fields.get('proposes') === 'yes' ? 'templates.said.proposed' : 'templates.said.saved',
  body: () => ({ source: null }),
});

export const showPreview = act({
  does: 'POST /templates/:id/preview',
  said: 'templates.said.findings',
  shows: 'always',
  body: (fields) => ({ source: fields.get('source') || undefined, faultsAsFindings: true }),
});

/** Of what is typed, which stands there afterwards. */
export const sendTest = act({
  does: 'POST /templates/:id/test-send',
  said: 'templates.said.testSent',
  shows: 'always',
  body: (fields) => ({ source: fields.get('source') || undefined }),
});

export const acceptWords = act({
  does: 'POST /templates/:id/proposals/:version/accept',
  said: 'templates.said.accepted',
});

export const declineWords = act({
  does: 'POST /templates/:id/proposals/:version/decline',
  said: 'templates.said.declined',
});
