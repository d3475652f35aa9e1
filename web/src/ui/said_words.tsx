// Words of somebody else, as text and nothing but text. Addresses among them are buttons: where they
// lead is shown before anything opens, and nothing is ever fetched to look at it.
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type TextPart, textParts } from '../meeting/links';
import { words } from '../text/catalogue';

type Address = TextPart & { readonly type: 'address' };

export function SaidWords({ text }: { text: string }): JSX.Element {
  const parts = useMemo(() => textParts(text), [text]);
  const [asked, setAsked] = useState<Address | undefined>(undefined);
  return (
    <>
      <p class="words" dir="auto" data-testid="words">
        {parts.map((part, index) =>
          part.type === 'text' ? part.text : <AddressButton key={index} part={part} isAsked={part === asked} onAsk={setAsked} />,
        )}
      </p>
      {asked && <AddressCard address={asked} onDone={() => setAsked(undefined)} />}
    </>
  );
}

interface AddressButtonProps {
  readonly part: Address;
  readonly isAsked: boolean;
  readonly onAsk: (address: Address | undefined) => void;
}

function AddressButton({ part, isAsked, onAsk }: AddressButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="address"
      dir="ltr"
      data-testid="address"
      aria-expanded={isAsked}
      onClick={() => onAsk(isAsked ? undefined : part)}
    >
      {part.text}
    </button>
  );
}

function AddressCard({ address, onDone }: { address: Address; onDone: () => void }): JSX.Element {
  const { chat } = words();
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <section ref={card} class="address-card" data-testid="address-card" data-host={address.host} aria-label={chat.openAddress}>
      <p class="quiet">{chat.leadsTo}</p>
      <p class="address-host" dir="ltr">
        {address.host}
      </p>
      <p class="address-whole" dir="ltr">
        {address.address}
      </p>
      <div class="ask-actions">
        <a
          class="small primary"
          data-testid="address-open"
          href={address.address}
          target="_blank"
          rel="noreferrer noopener"
          onClick={onDone}
        >
          {chat.open}
        </a>
        <button type="button" class="small secondary" data-testid="address-close" onClick={onDone}>
          {chat.notNow}
        </button>
      </div>
    </section>
  );
}
