/** What mail gateways put above a mail from outside (Outlook, Google, Mimecast, Proofpoint), a line of it. */
const BANNER = new RegExp(
  [
    String.raw`^\W{0,6}(?:caution|warning|attention|external|extern|externe|externo|esterno|achtung|vorsicht|avertissement|prudence|precauci[oó]n|attenzione|let op)\b\W{0,3}(?:$|[:!\]-]|e-?mail|mail|sender|message|afzender|absender)`,
    String.raw`\boriginated (?:from )?(?:outside|external)`,
    String.raw`\b(?:from|sent from|came from) (?:outside|an? (?:external|unknown|unverified)|someone outside)`,
    String.raw`\bexternal (?:sender|e-?mail|source|message)\b`,
    String.raw`\byou don't often get e-?mail from\b`,
    String.raw`\bthis sender .{0,40}\b(?:outside|trusted|verified|before)\b`,
    String.raw`\bbe careful with this message\b`,
    String.raw`\bZjQcmQRYFpfpt`,
    String.raw`\bvon (?:au(?:ß|ss)erhalb|extern)\b`,
    String.raw`\bexterner? (?:absender|e-?mail|mail|afzender)\b`,
    String.raw`\bexterne (?:e-?mail|mail|nachricht|afzender)\b`,
    String.raw`\b(?:l'ext[ée]rieur|exp[ée]diteur externe)\b`,
    String.raw`\b(?:remitente externo|fuera de (?:la|su|nuestra) organizaci[oó]n|mittente esterno|remetente externo)\b`,
    String.raw`\bbuiten (?:de|uw|onze) organisatie\b`,
  ].join('|'),
  'iu',
);
/** The lines that such a banner goes on with. */
const MORE_OF_IT =
  /\b(?:links?|attachments?|anh[äa]nge|pi[èe]ces jointes|adjuntos|allegati|bijlagen|(?:content|it) is safe|recogni[sz]e|the sender|report (?:phishing|suspicious|this)|phishing|learn (?:why|more)|aka\.ms|verify|organi[sz]ation|trust)\b/iu;
const MOST_LINES = 12;

/** The text without a gateway's caution above it; `isKept`: a line that is somebody's own words, whatever it stands in. */
export function withoutBanner(text: string, isKept: (line: string) => boolean): string {
  const lines = text.split('\n');
  let end = 0;
  let inBanner = false;
  for (const [at, line] of lines.slice(0, MOST_LINES).entries()) {
    if (!/[\p{L}\p{N}]/u.test(line)) {
      inBanner &&= line !== '';
      continue;
    }
    if (isKept(line)) break;
    if (BANNER.test(line)) inBanner = true;
    else if (!inBanner || !MORE_OF_IT.test(line)) break;
    end = at + 1;
  }
  return end === 0 ? text : lines.slice(end).join('\n').trimStart();
}
