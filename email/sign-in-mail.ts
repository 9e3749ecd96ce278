import type { Message } from '../entities/message.ts';
import type { Practice } from '../entities/practice.ts';
import type { SignInLink } from '../entities/sign-in-link.ts';
import { keyring } from '../entities/crypto/keyring.ts';
import { SUBJECTS } from '../policy/outbound-mail/subjects.ts';
import { stamped, type Envelope } from './envelope.ts';
import { textToHtml } from './text-to-html.ts';

/** M28; no template of the practice, so that nobody who changes words can stand between a person and their sign-in. */
export const SIGN_IN_MAIL = 'm28';

const FIGURES = 6;

/**
 * What a sign-in link is known by and which code goes with it follow from its id and the keys of the installation, as
 * other links do: neither is stored, and the letter that is sent again is the same letter.
 */
export function signInToken(linkId: string): string {
  return keyring().lookUpHash(linkId, 'sign-in-link');
}

/** The six figures that a browser other than the one that asked has to know. */
export function signInCode(linkId: string): string {
  const bytes = Buffer.from(keyring().lookUpHash(linkId, 'sign-in-code'), 'base64url');
  return String(bytes.readUInt32BE() % 10 ** FIGURES).padStart(FIGURES, '0');
}

export function signInUrl(publicUrl: string, linkId: string): string {
  return `${publicUrl}/sign-in/${signInToken(linkId)}`;
}

/** Where the first practice of an installation is made. */
export function beginUrl(publicUrl: string, linkId: string): string {
  return `${publicUrl}/begin/${signInToken(linkId)}`;
}

type Around = { practice: Practice; publicUrl: string; to: string; linkId: string; kind: SignInLink['kind'] };

/** The letter with the link and its code, or with the code alone; its words are kept nowhere, because they let somebody in. */
export function composeSignInMail(
  message: Message,
  { practice, publicUrl, to, linkId, kind }: Around,
): Envelope {
  const code = signInCode(linkId);
  const words =
    kind === 'confirm'
      ? `Your code, for fifteen minutes: ${code}.`
      : `Your link, for fifteen minutes: ${signInUrl(publicUrl, linkId)}\n\nIn another browser it asks for this code: ${code}.`;
  const text = `${words}\n\nIf you didn’t ask for it, ignore this.`;
  return {
    ...stamped(message, practice),
    to,
    subject: SUBJECTS.signIn,
    text,
    html: textToHtml(text, practice.locale),
    templateVersion: SIGN_IN_MAIL,
    tag: 'sign-in',
    links: [],
    unsubscribeUrl: null,
    isForOneAlone: true,
    prompt: null,
  };
}
