// What a line answers, in few words.
import type { JSX } from 'preact';
import { displayName } from '../base/names';
import type { Quote } from '../meeting/chat';
import { words } from '../text/catalogue';

export function QuoteView({ quote: { name, text } }: { quote: Quote }): JSX.Element {
  return (
    <blockquote class="quote" data-testid="quote">
      {text === '' ? (
        words().chat.unknownQuote
      ) : (
        <>
          <bdi class="author">{displayName(name)}</bdi>
          <span dir="auto">{text}</span>
        </>
      )}
    </blockquote>
  );
}
