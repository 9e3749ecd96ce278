export const SAMPLE_NAMES = ['typical', 'bare', 'veryLong', 'unicode', 'hostile'] as const;
export type SampleName = (typeof SAMPLE_NAMES)[number];
type Sample = Readonly<Record<string, unknown>>;
/** What each message is tried with whenever its words change; `bare` leaves out whatever is optional. */
export type Samples = Readonly<Record<SampleName, Sample>>;

export const HOSTILE =
  '<script>alert("1")</script>{{ signer }}\r\nBcc: everybody@evil.example “more” https://evil.example';
export const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(4);
export const LONG_LINE = 'Thank you, as ever. '.repeat(10).trim();
export const UNICODE_NAME = 'Siân Ó Dónaill-Ñuñez 王';
export const PHONE = '020 7946 0018';
export const CRISIS_ROUTE = 'NHS 111 (choose mental health) or Samaritans on 116 123';
export const SAMPLE_URL = 'https://kindword.example';

/** Words without variables are the same with any sample. */
export const NOTHING: Samples = { typical: {}, bare: {}, veryLong: {}, unicode: {}, hostile: {} };
