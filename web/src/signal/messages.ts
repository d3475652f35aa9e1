// docs/protocol.md as types. Bytes are Uint8Array here and base64url only on the wire.

export type Source = 'microphone' | 'camera' | 'screen' | 'screen_audio';

export interface SlotWish {
  readonly mid: string;
  readonly connection: number;
  readonly source: Source;
  readonly height: number;
  readonly priority: number;
}

export interface SlotHint {
  readonly mid: string;
  readonly connection: number;
  readonly source: Source | '';
}

export type ErrorCode = 'malformed' | 'limit' | 'version' | 'full' | 'refused' | 'internal';

/** Everything a server can hold about somebody who asks: docs/server_sees.md. */
export const seenNames = {
  you: [
    'address', 'connected_seconds', 'connection', 'state', 'knocks', 'knock_bytes',
    'messages_from_you', 'messages_to_you', 'unacknowledged_messages', 'unacknowledged_bytes',
    'allowance_messages', 'allowance_bytes', 'secrets', 'media_state', 'media_path',
    'media_addresses', 'ice_names', 'your_fingerprint', 'server_fingerprint', 'dtls_version',
    'dtls_cipher', 'dtls_group', 'srtp_profile', 'sources', 'packets_from_you', 'kept_bytes',
    'slots', 'wishes', 'packets_to_you', 'bytes_to_you', 'waiting_packets', 'waiting_bytes',
    'estimate', 'round_trip_ms',
  ],
  meeting: [
    'id', 'members', 'waiting', 'connections', 'commits', 'departed',
  ],
  server: [
    'logging',
  ],
} as const;

export type SeenGroup = keyof typeof seenNames;

/** One thing the server holds; an empty value is nothing, or told to members only. */
export type SeenField = {
  readonly [G in SeenGroup]: {
    readonly group: G;
    readonly name: (typeof seenNames)[G][number];
    readonly value: string;
  };
}[SeenGroup];

export type ClientMessage =
  | { readonly type: 'hello'; readonly version: 1; readonly resume?: Uint8Array; readonly received?: number }
  | { readonly type: 'create' }
  | { readonly type: 'knock'; readonly envelope: Uint8Array }
  | {
      readonly type: 'commit';
      readonly epoch: number;
      readonly envelope: Uint8Array;
      readonly welcome?: { readonly envelope: Uint8Array; readonly to: readonly number[] };
      readonly removed: readonly number[];
    }
  | { readonly type: 'message'; readonly envelope: Uint8Array; readonly to?: number }
  /** To one who knocked and waits; only members may. */
  | { readonly type: 'reply'; readonly envelope: Uint8Array; readonly to: number }
  /** To a server that knows the meeting no more: this client was a member of its group. */
  | {
      readonly type: 'restore';
      readonly connection: number;
      readonly epoch: number;
      readonly members: readonly number[];
      readonly proof: Uint8Array;
      readonly proof_before?: Uint8Array;
      readonly commit?: { readonly from: number; readonly envelope: Uint8Array };
    }
  | { readonly type: 'offer'; readonly sdp: string }
  | { readonly type: 'receive'; readonly slots: readonly SlotWish[] }
  | { readonly type: 'ping'; readonly received: number }
  | { readonly type: 'inspect'; readonly question: Uint8Array }
  | { readonly type: 'leave' };

export type ServerMessage =
  | {
      readonly type: 'hello';
      readonly version: number;
      readonly connection: number;
      readonly resume: Uint8Array;
      readonly resumed: boolean;
      readonly received: number;
      readonly members: readonly number[];
      readonly epoch: number;
    }
  | { readonly type: 'created' }
  | { readonly type: 'exists' }
  | {
      readonly type: 'restored';
      readonly connection: number;
      readonly resume: Uint8Array;
      readonly epoch: number;
    }
  | { readonly type: 'knock'; readonly from: number; readonly envelope: Uint8Array }
  | { readonly type: 'accepted'; readonly epoch: number }
  | { readonly type: 'stale'; readonly epoch: number }
  | Relayed<'commit'>
  | Relayed<'welcome'>
  | { readonly type: 'message'; readonly from: number; readonly envelope: Uint8Array }
  /** A member's answer to this connection's knock. */
  | { readonly type: 'reply'; readonly envelope: Uint8Array }
  | { readonly type: 'departed'; readonly connection: number; readonly vanished: boolean }
  | { readonly type: 'ended' }
  | { readonly type: 'removed' }
  | { readonly type: 'answer'; readonly sdp: string }
  | { readonly type: 'slots'; readonly slots: readonly SlotHint[] }
  | { readonly type: 'pong'; readonly received: number }
  | {
      readonly type: 'seen';
      readonly fields: readonly SeenField[];
      readonly certificate: Uint8Array;
      readonly signature: Uint8Array;
    }
  | { readonly type: 'error'; readonly code: ErrorCode; readonly text: string }
  | { readonly type: 'closing'; readonly reason: 'shutdown' | 'replaced' };

interface Relayed<Type extends string> {
  readonly type: Type;
  readonly from: number;
  readonly epoch: number;
  readonly envelope: Uint8Array;
}
