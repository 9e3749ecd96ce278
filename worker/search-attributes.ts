import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes.js';
import type { ConnectionLike } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../workflows/search-attributes.ts';

type Server = Pick<ConnectionLike, 'operatorService'>;

/** Registers what operators filter by, where the server does not know it yet. */
export async function ensureSearchAttributes(server: Server, namespace: string): Promise<void> {
  const { customAttributes } = await server.operatorService.listSearchAttributes({ namespace });
  const missing = SEARCH_ATTRIBUTES.filter(({ name }) => !(name in (customAttributes ?? {})));
  if (missing.length > 0) await addSearchAttributes(server, namespace, missing);
}

/** The same in a namespace that has none of them. */
export async function addSearchAttributes(
  { operatorService }: Server,
  namespace: string,
  attributes: readonly (typeof SEARCH_ATTRIBUTES)[number][] = SEARCH_ATTRIBUTES,
): Promise<void> {
  const types = attributes.map(({ name, type }) => [name, encodeSearchAttributeIndexedValueType(type)]);
  await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(types) });
}
