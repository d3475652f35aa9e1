// Frame keys as WebCrypto holds them: imported once each, never extractable, dropped with their
// epoch. The low byte of a key id is its epoch's (src/e2ee/frame_keys.h).

export class KeyRing {
  private readonly keys = new Map<number, Promise<CryptoKey>>();

  constructor(private readonly usage: 'encrypt' | 'decrypt') {}

  /** `reveal` gives the raw key, which is wiped here as soon as WebCrypto has it. */
  get(keyId: number, reveal: () => Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
    const known = this.keys.get(keyId);
    if (known !== undefined) return known;
    const raw = reveal();
    const imported = crypto.subtle
      .importKey('raw', raw, 'AES-GCM', false, [this.usage])
      .finally(() => raw.fill(0));
    this.keys.set(keyId, imported);
    return imported;
  }

  keepEpochs(lowBytes: readonly number[]): void {
    for (const keyId of this.keys.keys()) {
      if (!lowBytes.includes(keyId & 0xff)) this.keys.delete(keyId);
    }
  }
}
