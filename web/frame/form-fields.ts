import express, { type Request, type Response as Answer } from 'express';
import { Problem } from '../../http/problem.ts';
import type { Fields } from '../read-form.ts';

const LIMIT = '10mb';
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];
const readBytes = express.raw({ type: FORMS, limit: LIMIT });

/** The fields of a form as they were sent; a name may come several times. */
export type FormFields = {
  get: (name: string) => string | undefined;
  all: (name: string) => readonly string[];
  names: () => readonly string[];
  file: (name: string) => Promise<Buffer | null>;
  /** What stands in the form when it is shown again; of a name that came several times, a line each. */
  typed: Fields;
};

/** Reads a form, with its files, up to 10 MB; throws a Problem (400, 413) where it cannot be read. */
export async function readFormFields(req: Request, res: Answer): Promise<FormFields> {
  await new Promise<void>((resolve, reject) => {
    readBytes(req, res, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  const bytes: unknown = req.body;
  if (!Buffer.isBuffer(bytes)) return formFieldsOf(new FormData());
  const asked = new Response(new Uint8Array(bytes), {
    headers: { 'content-type': req.get('content-type') ?? '' },
  });
  const form = await asked.formData().catch(() => {
    throw new Problem(400, 'The form could not be read; nothing was changed.');
  });
  return formFieldsOf(form);
}

/** The same of a form that was kept. */
export function formFieldsFrom(entries: Iterable<readonly [string, string]>): FormFields {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return formFieldsOf(form);
}

function formFieldsOf(form: FormData): FormFields {
  const texts = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value.replaceAll('\0', '').replaceAll('\r\n', '\n')]] : [],
  );
  const all = (name: string) => texts.filter(([one]) => one === name).map(([, value]) => value);
  return {
    all,
    get: (name) => all(name).at(-1),
    names: () => [...new Set(texts.map(([name]) => name))],
    file: async (name) => {
      const value = form.get(name);
      if (value === null || typeof value === 'string' || value.size === 0) return null;
      return Buffer.from(await value.arrayBuffer());
    },
    typed: Object.fromEntries(texts.map(([name]) => [name, all(name).join('\n')])),
  };
}
