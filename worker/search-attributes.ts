import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes.js';
import type { ConnectionLike } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../workflows/search-attributes.ts';

/** Registers what operators filter by, where the server does not know it yet; a repeat is harmless. */
export async function addSearchAttributes(
  { operatorService }: Pick<ConnectionLike, 'operatorService'>,
  namespace: string,
): Promise<void> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = SEARCH_ATTRIBUTES.filter(({ name }) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  const searchAttributes = missing.map(({ name, type }) => [
    name,
    encodeSearchAttributeIndexedValueType(type),
  ]);
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(searchAttributes),
  });
}
