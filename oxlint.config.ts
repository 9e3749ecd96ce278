import { defineConfig, type OxlintOverride } from 'oxlint';

/** Top-level folders of the house, for the rules of who may import whom (docs/architecture.md draws them). */
const from = (...folders: string[]) => folders.map((folder) => `**/${folder}/**`);

/** Files under `files` may not import `group`; with `typesAllowed`, only types may cross. */
type Refusal = { group: string[]; message: string; typesAllowed?: boolean };

function refuse(files: string[], ...refusals: Refusal[]): OxlintOverride {
  const patterns = refusals.map(({ group, message, typesAllowed = false }) => ({
    group,
    message,
    allowTypeImports: typesAllowed,
  }));
  return { files, rules: { 'typescript/no-restricted-imports': ['error', { patterns }] } };
}

const EDGE: Refusal = {
  group: from('activities', 'worker', 'server', 'embedded'),
  message: 'The edge asks facts, reports and policy; activities belong to workflows.',
};

const WORKFLOW_TYPES: Refusal = {
  group: from('workflows'),
  typesAllowed: true,
  message: 'Only names of workflows (types) cross to the edge.',
};

const FACTS: Refusal = {
  group: from(
    'api',
    'web',
    'http',
    'activities',
    'workflows',
    'reports',
    'imports',
    'worker',
    'server',
    'embedded',
  ),
  message: 'A fact is one transaction: it knows entities, policy and the words of e-mails only.',
};

/** The folders of facts/, lowest first: each imports only what stands before it. */
const FACTS_ORDER = [
  'locks',
  'commitments',
  'manual',
  'practice',
  'capacity',
  'spend',
  'tasks',
  'outbound-mail',
  'sign-in',
  'contact-path',
  'clients',
  'source-log',
  'disclosures',
  'webhooks',
  'professionals',
  'enquiries',
  'referrals',
  'refer-outs',
  'journeys',
  'broadcasts',
  'capacity-notices',
  'relationships',
  'intake',
  'posted-forms',
  'friday-lists',
  'feedback-to-team',
  'reviews',
  'privacy',
  'inbound-mail',
  'mail-outcomes',
  'desk',
];

const LAYERS = FACTS_ORDER.slice(0, -1).map((folder, rank) =>
  refuse([`facts/${folder}/**`], FACTS, {
    group: FACTS_ORDER.slice(rank + 1).map((upper) => `../${upper}/*`),
    message: 'facts/ is layered: a folder imports only what stands below it (docs/architecture.md).',
  }),
);

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'promise', 'node'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'import/no-cycle': 'error',
    eqeqeq: 'error',
    'typescript/consistent-return': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default-member': 'off',
    'unicorn/no-thenable': 'off',
  },
  overrides: [
    refuse(['policy/**'], {
      group: [
        'node:*',
        ...from('api', 'web', 'http', 'facts', 'workflows', 'activities', 'email', 'imports'),
        ...from('entities', 'worker', 'server', 'embedded'),
        // Not `policy/reports/`, which other rules may ask.
        '../../reports/**',
      ],
      message: 'policy/ holds pure rules: it imports nothing of ours and no I/O.',
    }),
    refuse(
      ['workflows/**'],
      { group: ['node:*'], message: 'A workflow has no I/O: replay must not depend on it.' },
      {
        group: [
          ...from('api', 'web', 'http', 'facts', 'activities', 'email', 'reports', 'imports', 'entities'),
          ...from('policy', 'worker', 'server', 'embedded'),
        ],
        typesAllowed: true,
        message: 'A workflow lists the steps; rules and the world are asked in activities. Only types cross.',
      },
    ),
    refuse(['entities/**'], {
      group: [
        ...from('api', 'web', 'http', 'facts', 'workflows', 'activities', 'email', 'reports', 'imports'),
        ...from('worker', 'server', 'embedded'),
      ],
      message: 'entities/ is what we remember; it knows only the terms of policy/.',
    }),
    refuse(['facts/**'], FACTS),
    ...LAYERS,
    refuse(['facts/*.ts'], FACTS, {
      group: FACTS_ORDER.map((folder) => `./${folder}/*`),
      message: 'facts/ is layered: what every fact needs imports no subject (docs/architecture.md).',
    }),
    refuse(['api/**'], EDGE, WORKFLOW_TYPES, {
      group: from('web'),
      message: 'The API knows no page: web/ asks it, never the other way (0207).',
    }),
    refuse(['web/**'], EDGE, WORKFLOW_TYPES),
    refuse(['http/**'], EDGE, WORKFLOW_TYPES, {
      group: from('api', 'web'),
      message: 'http/ is what api/ and web/ share: it knows neither.',
    }),
    refuse(['imports/**'], {
      group: from('api', 'web', 'activities', 'workflows', 'worker', 'server', 'embedded'),
      message: 'imports/ turns files into facts; who asked for it is not its business.',
    }),
    refuse(['activities/**', 'email/**', 'reports/**'], {
      group: [...from('api', 'web', 'http', 'imports', 'worker', 'server', 'embedded'), '@temporalio/client'],
      message: 'Activities write facts and send e-mails; they never call the edge nor the Temporal client.',
    }),
    {
      ...refuse(['worker/**', 'server/**'], {
        group: from('embedded'),
        typesAllowed: true,
        message: 'Production never loads the embedded parts statically; the start scripts do so on demand.',
      }),
      excludeFiles: ['server/embedded-services.ts', 'server/with-database.ts'],
    },
    refuse(
      ['packages/*/src/**'],
      {
        group: ['node:*'],
        typesAllowed: true,
        message:
          'An ES import evaluates every lazy export of a built-in module (node:http: 14 MiB); use process.getBuiltinModule where it is needed.',
      },
      {
        group: [
          ...from('web', 'facts', 'workflows', 'activities', 'email', 'reports', 'imports'),
          ...from('policy', 'entities', 'worker', 'server', 'embedded'),
        ],
        message: 'A package knows nothing of the program around it.',
      },
    ),
    {
      files: ['test/**', 'packages/*/test/**', 'demo/**', 'bench/**'],
      rules: {
        'typescript/no-explicit-any': 'error',
        'typescript/no-unsafe-type-assertion': 'off',
        'typescript/unbound-method': 'off',
        'typescript/require-array-sort-compare': 'off',
        'typescript/restrict-template-expressions': 'off',
      },
    },
  ],
  ignorePatterns: ['migrations/**', 'node_modules/**', '.local/**'],
});
