// What the WebAssembly core imports: crypto by libsodium, randomness by the platform. The
// counterpart of src/crypto/host_wasm.h. Copies of secrets made on this side are wiped at once.
import type sodiumModule from 'libsodium-wrappers-sumo';

type Sodium = typeof sodiumModule;

const keySize = 32;
const nonceSize = 12;
const signatureSize = 64;
const saltSize = 16; // of Argon2id

/** `memory` is asked anew on every call: growing replaces the buffer. */
export function makeHostImports(
  sodium: Sodium,
  memory: () => ArrayBuffer,
  report: (text: string) => void,
): WebAssembly.ModuleImports {
  const at = (offset: number, size: number) => new Uint8Array(memory(), offset >>> 0, size >>> 0);
  const key = (offset: number) => at(offset, keySize);
  const put = (offset: number, bytes: Uint8Array) => {
    at(offset, bytes.length).set(bytes);
    sodium.memzero(bytes);
  };
  /** Runs what throws on bad input, and says whether it went well. */
  const attempt = (offset: number, compute: () => Uint8Array): number => {
    try {
      put(offset, compute());
      return 1;
    } catch {
      return 0;
    }
  };
  const signingKey = (seed: number) => sodium.crypto_sign_seed_keypair(key(seed));

  return {
    random: (out: number, size: number) => {
      for (let done = 0; done < size; done += randomBytesMax) {
        crypto.getRandomValues(at(out + done, Math.min(size - done, randomBytesMax)));
      }
    },
    report: (text: number, size: number) => report(new TextDecoder().decode(at(text, size).slice())),

    sha256: (data: number, size: number, out: number) =>
      put(out, sodium.crypto_hash_sha256(at(data, size))),
    hmac_sha256: (macKey: number, data: number, size: number, out: number) =>
      put(out, sodium.crypto_auth_hmacsha256(at(data, size), key(macKey))),

    x25519: (privateKey: number, publicKey: number, out: number) =>
      attempt(out, () => sodium.crypto_scalarmult(key(privateKey), key(publicKey))),
    x25519_public: (privateKey: number, out: number) =>
      put(out, sodium.crypto_scalarmult_base(key(privateKey))),

    argon2id: (
      password: number,
      passwordSize: number,
      salt: number,
      passes: number,
      memoryBytes: number,
      out: number,
      size: number,
    ) =>
      attempt(out, () =>
        sodium.crypto_pwhash(
          size,
          at(password, passwordSize),
          at(salt, saltSize),
          passes,
          memoryBytes,
          sodium.crypto_pwhash_ALG_ARGON2ID13,
        ),
      ),

    ed25519_public: (seed: number, out: number) => {
      const pair = signingKey(seed);
      put(out, pair.publicKey);
      sodium.memzero(pair.privateKey);
    },
    ed25519_sign: (seed: number, message: number, size: number, out: number) => {
      const pair = signingKey(seed);
      put(out, sodium.crypto_sign_detached(at(message, size), pair.privateKey));
      sodium.memzero(pair.privateKey);
    },
    ed25519_verify: (publicKey: number, message: number, size: number, signature: number) => {
      try {
        const signed = at(signature, signatureSize);
        return Number(sodium.crypto_sign_verify_detached(signed, at(message, size), key(publicKey)));
      } catch {
        return 0;
      }
    },

    chacha20poly1305_seal: (
      sealKey: number,
      nonce: number,
      aad: number,
      aadSize: number,
      plaintext: number,
      size: number,
      out: number,
    ) =>
      put(
        out,
        sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
          at(plaintext, size),
          at(aad, aadSize),
          null,
          at(nonce, nonceSize),
          key(sealKey),
        ),
      ),
    chacha20poly1305_open: (
      openKey: number,
      nonce: number,
      aad: number,
      aadSize: number,
      ciphertext: number,
      size: number,
      out: number,
    ) =>
      attempt(out, () =>
        sodium.crypto_aead_chacha20poly1305_ietf_decrypt(
          null,
          at(ciphertext, size),
          at(aad, aadSize),
          at(nonce, nonceSize),
          key(openKey),
        ),
      ),
  };
}

const randomBytesMax = 65536; // of one getRandomValues
