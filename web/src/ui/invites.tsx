// Links for one person and one use each.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { displayName, sendableName } from '../base/names';
import type { Invite, MeetingState } from '../meeting/state';
import type { Send } from './send';

const labelCharactersMax = 40;

export function Invites({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const make = (event: Event) => {
    event.preventDefault();
    const label = sendableName(field.current?.value ?? '');
    if (field.current === null || label === '') return;
    field.current.value = '';
    send({ type: 'inviteClicked', label });
  };
  return (
    <fieldset class="rules">
      <legend>Personal invites</legend>
      <form class="invite-form" onSubmit={make}>
        <input
          ref={field}
          type="text"
          data-testid="invite-label"
          aria-label="Whom the invite is for"
          placeholder="Whom it is for"
          autocomplete="off"
          maxLength={labelCharactersMax}
        />
        <button type="submit" class="small secondary" data-testid="invite-button">
          Invite
        </button>
      </form>
      <p class="quiet">A link for one person and one use. If it is used twice, everyone here is told.</p>
      <ul class="invites">
        {state.invites.map((invite) => (
          <Made key={invite.link} invite={invite} isCopied={state.copiedInvite === invite.link} send={send} />
        ))}
      </ul>
    </fieldset>
  );
}

function Made({ invite, isCopied, send }: { invite: Invite; isCopied: boolean; send: Send }): JSX.Element {
  return (
    <li>
      <span class="invite-for" dir="auto">
        For {displayName(invite.label)}
      </span>
      <button
        type="button"
        class="text-button"
        onClick={() => send({ type: 'copyInviteClicked', link: invite.link })}
      >
        {isCopied ? 'Copied' : 'Copy'}
      </button>
      <input
        type="text"
        readOnly
        class="invite-link"
        data-testid="invite-link"
        data-label={invite.label}
        aria-label={`The invite for ${invite.label}`}
        value={invite.link}
        onFocus={(event) => event.currentTarget.select()}
      />
    </li>
  );
}
