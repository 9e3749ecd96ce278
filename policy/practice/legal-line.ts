type Sender = { legalName?: string | null | undefined; postalAddress?: string | null | undefined };

/** Who stands behind the mail, where the practice said so. */
export function legalLine({ legalName, postalAddress }: Sender): string | undefined {
  const parts = [legalName, postalAddress].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : undefined;
}
