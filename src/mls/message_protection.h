// From content to the two forms in which it travels and back (RFC 9420 sections 6.1 to 6.3).
//
//   sign:      FramedContent  -> AuthenticatedContent   (the confirmation_tag is the commit's work)
//   protect:   AuthenticatedContent -> PublicMessage, with membership_tag, or PrivateMessage
//   unprotect: either of them -> Unverified<AuthenticatedContent>, tag checked or decrypted
//   verify:    Unverified<AuthenticatedContent> -> AuthenticatedContent, by the sender's key
//
// A PrivateMessage's key is forgotten once the message has been opened or sealed; a message that
// does not open costs nothing.
#pragma once

#include "mls/cipher_suite.h"
#include "mls/framing.h"
#include "mls/secret_tree.h"
#include "mls/unverified.h"

namespace conclave::mls {

// RFC 9420 section 6.1.
Result<AuthenticatedContent> sign_content(const CipherSuite& suite, WireFormat wire_format,
                                          FramedContent content, const GroupContext& context,
                                          Bytes signature_private_key, Random& random);
Result<AuthenticatedContent> verify_content(const CipherSuite& suite,
                                            Unverified<AuthenticatedContent> content,
                                            const GroupContext& context,
                                            Bytes signature_public_key);

// RFC 9420 section 6.2. Application data never travels like this (section 6): protect_public
// CHECKs it, unprotect_public answers kInvalid.
PublicMessage protect_public(const CipherSuite& suite, AuthenticatedContent content,
                             Bytes membership_key, const GroupContext& context);
Result<Unverified<AuthenticatedContent>> unprotect_public(const CipherSuite& suite,
                                                          PublicMessage message,
                                                          Bytes membership_key,
                                                          const GroupContext& context);

// RFC 9420 section 6.3. The sender is a member. The content is padded with zeros to a bucket of
// bucket_min bytes or the next power of two above, so that its ciphertext tells nothing finer
// about its length; 0 pads nothing.
Result<PrivateMessage> protect_private(const CipherSuite& suite,
                                       const AuthenticatedContent& content,
                                       Bytes sender_data_secret, SecretTree& tree,
                                       size_t bucket_min, Random& random);
Result<Unverified<AuthenticatedContent>> unprotect_private(const CipherSuite& suite,
                                                           const PrivateMessage& message,
                                                           Bytes sender_data_secret,
                                                           SecretTree& tree);

// RFC 9420 section 6.3.2: the key that hides who sent it, bound to a sample of the ciphertext.
MessageKey sender_data_key(const CipherSuite& suite, Bytes sender_data_secret, Bytes ciphertext);

}  // namespace conclave::mls
