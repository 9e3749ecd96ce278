import { markup, type Markup } from '../../http/markup.ts';
import { described, faultOf, hintOf, idOf, type Filled } from './filled.ts';

type FileField = { name: string; label: string; hint?: string; accept: string };

/** A file to choose; its form is sent as `multipart/form-data`. A browser never keeps what was chosen. */
export function fileField({ name, label, hint, accept }: FileField, filled: Filled): Markup {
  const id = idOf(name, filled);
  return markup`<div class="field"><label for="${id}">${label}</label>${hintOf(name, hint, filled)}${faultOf(name, filled)}<input type="file" id="${id}" name="${name}" accept="${accept}"${described(name, hint, filled)}></div>`;
}
