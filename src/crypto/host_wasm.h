// What the wasm build imports from its host, all in module "host". Offsets are into the linear
// memory; the host (web/src/e2ee/host.ts) answers with libsodium. Sizes that are not passed are the
// algorithm's own: keys, hashes and points 32 bytes, nonces 12, signatures 64, tags 16.
// Included by *_wasm.cc and apps/e2ee_wasm only.
#pragma once

#include <cstddef>
#include <cstdint>

#define HOST_IMPORT(name) __attribute__((import_module("host"), import_name(#name)))

extern "C" {

HOST_IMPORT(random) void host_random(uint8_t* out, size_t size);
// The last words of a failed CHECK, before the module traps.
HOST_IMPORT(report) void host_report(const char* text, size_t size);

HOST_IMPORT(sha256) void host_sha256(const uint8_t* data, size_t size, uint8_t* out);
HOST_IMPORT(hmac_sha256)
void host_hmac_sha256(const uint8_t* key, const uint8_t* data, size_t size, uint8_t* out);

// Those that can fail return whether they succeeded.
HOST_IMPORT(x25519)
bool host_x25519(const uint8_t* private_key, const uint8_t* public_key, uint8_t* out);
HOST_IMPORT(x25519_public) void host_x25519_public(const uint8_t* private_key, uint8_t* out);

HOST_IMPORT(argon2id)
bool host_argon2id(const uint8_t* password, size_t password_size, const uint8_t* salt,
                   uint32_t passes, size_t memory, uint8_t* out, size_t size);

HOST_IMPORT(ed25519_public) void host_ed25519_public(const uint8_t* seed, uint8_t* out);
HOST_IMPORT(ed25519_sign)
void host_ed25519_sign(const uint8_t* seed, const uint8_t* message, size_t size, uint8_t* out);
HOST_IMPORT(ed25519_verify)
bool host_ed25519_verify(const uint8_t* public_key, const uint8_t* message, size_t size,
                         const uint8_t* signature);

HOST_IMPORT(chacha20poly1305_seal)
void host_chacha20poly1305_seal(const uint8_t* key, const uint8_t* nonce, const uint8_t* aad,
                                size_t aad_size, const uint8_t* plaintext, size_t size,
                                uint8_t* out);
HOST_IMPORT(chacha20poly1305_open)
bool host_chacha20poly1305_open(const uint8_t* key, const uint8_t* nonce, const uint8_t* aad,
                                size_t aad_size, const uint8_t* ciphertext, size_t size,
                                uint8_t* out);

}  // extern "C"
