// Links for one person and one use each.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { displayName, sendableName } from '../base/names';
import type { Invite, MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
import type { Send } from './send';

const labelCharactersMax = 40;

export function Invites({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { invites } = words();
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
      <legend>{invites.title}</legend>
      <form class="invite-form" onSubmit={make}>
        <input
          ref={field}
          type="text"
          data-testid="invite-label"
          aria-label={invites.whom}
          placeholder={invites.whomPlaceholder}
          autocomplete="off"
          maxLength={labelCharactersMax}
        />
        <button type="submit" class="small secondary" data-testid="invite-button">
          {invites.make}
        </button>
      </form>
      <p class="quiet">{invites.about}</p>
      <ul class="invites">
        {state.invites.map((invite) => (
          <Made key={invite.link} invite={invite} isCopied={state.copiedInvite === invite.link} send={send} />
        ))}
      </ul>
    </fieldset>
  );
}

function Made({ invite, isCopied, send }: { invite: Invite; isCopied: boolean; send: Send }): JSX.Element {
  const { invites } = words();
  return (
    <li>
      <span class="invite-for" dir="auto">
        {invites.madeFor(displayName(invite.label))}
      </span>
      <button
        type="button"
        class="text-button"
        onClick={() => send({ type: 'copyInviteClicked', link: invite.link })}
      >
        {isCopied ? invites.copied : invites.copy}
      </button>
      <input
        type="text"
        readOnly
        class="invite-link"
        dir="ltr"
        data-testid="invite-link"
        data-label={invite.label}
        aria-label={invites.link(displayName(invite.label))}
        value={invite.link}
        onFocus={(event) => event.currentTarget.select()}
      />
    </li>
  );
}
