// Addresses in what people write. They are words until a person clicks, and are opened only after
// the page has shown where they lead.

export type TextPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'address'; readonly text: string; readonly address: string; readonly host: string };

/** Nothing but http and https is ever taken for an address. */
const candidate = /\bhttps?:\/\/[^\s<>"'`{}|\\^\p{Cc}\p{Default_Ignorable_Code_Point}]+/giu;
/** What ends a sentence belongs to the sentence, and so does a bracket that was opened before. */
const trailing = /[.,;:!?…)\]»”’*_~]+$/u;
const addressCharactersMax = 2_000;

export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(candidate)) {
    const found = addressOf(match[0].replace(trailing, ''));
    if (found === undefined) continue;
    if (match.index > end) parts.push({ type: 'text', text: text.slice(end, match.index) });
    parts.push(found);
    end = match.index + found.text.length;
  }
  if (end < text.length) parts.push({ type: 'text', text: text.slice(end) });
  return parts;
}

/**
 * The host is the one that the browser will go to, whatever stands before an @, and in the letters
 * of the network: a look-alike alphabet shows as xn--.
 */
function addressOf(text: string): (TextPart & { readonly type: 'address' }) | undefined {
  if (text.length > addressCharactersMax || !URL.canParse(text)) return undefined;
  const { href, host, protocol } = new URL(text);
  const isOfTheWeb = protocol === 'https:' || protocol === 'http:';
  return isOfTheWeb && host !== '' ? { type: 'address', text, address: href, host } : undefined;
}
