#include "crypto/nist_openssl.h"

#include <openssl/obj_mac.h>

namespace conclave::crypto {
namespace {

constexpr Error kArithmeticFailed{ErrorCode::kInternal, "curve arithmetic failed"};

}  // namespace

// Built once and then only read: making a group costs more than using it.
const NistCurve& nist_curve(Nist curve) {
  static const NistCurve kCurves[] = {
      {EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1), "P-256", 32},
      {EC_GROUP_new_by_curve_name(NID_secp384r1), "P-384", 48},
      {EC_GROUP_new_by_curve_name(NID_secp521r1), "P-521", 66}};
  return kCurves[static_cast<size_t>(curve)];
}

Result<BigNumber> parse_scalar(const NistCurve& curve, Bytes scalar) {
  constexpr Error kBadScalar{ErrorCode::kMalformed, "not a scalar of the curve"};
  if (scalar.size() != curve.field_size) return kBadScalar;
  BigNumber number(BN_bin2bn(scalar.data(), static_cast<int>(scalar.size()), nullptr));
  if (!number) return openssl_error(ErrorCode::kInternal, "out of memory");
  // Makes EC_POINT_mul choose its constant-time ladder.
  BN_set_flags(number.get(), BN_FLG_CONSTTIME);
  if (BN_is_zero(number.get()) || BN_cmp(number.get(), EC_GROUP_get0_order(curve.group)) >= 0) {
    return kBadScalar;
  }
  return number;
}

Result<Point> parse_point(const NistCurve& curve, Bytes encoded) {
  if (encoded.size() != 1 + 2 * curve.field_size || encoded[0] != 0x04) {
    return Error(ErrorCode::kMalformed, "not an uncompressed point");
  }
  Point point(EC_POINT_new(curve.group));
  // This checks that the point is on the curve; these curves have cofactor one.
  if (!point ||
      EC_POINT_oct2point(curve.group, point.get(), encoded.data(), encoded.size(), nullptr) != 1) {
    return openssl_error(ErrorCode::kMalformed, "not a point of the curve");
  }
  return point;
}

Result<Secret> nist_dh(Nist which, Bytes private_key, Bytes public_key) {
  const NistCurve& curve = nist_curve(which);
  const BigNumber scalar = TRY(parse_scalar(curve, private_key));
  const Point peer = TRY(parse_point(curve, public_key));
  const Point product(EC_POINT_new(curve.group));
  const BigNumber x(BN_new());
  Secret shared(curve.field_size);
  if (!product || !x ||
      EC_POINT_mul(curve.group, product.get(), nullptr, peer.get(), scalar.get(), nullptr) != 1 ||
      EC_POINT_get_affine_coordinates(curve.group, product.get(), x.get(), nullptr, nullptr) != 1 ||
      BN_bn2binpad(x.get(), shared.reveal().data(), static_cast<int>(shared.size())) < 0) {
    return openssl_error(kArithmeticFailed.code, kArithmeticFailed.text);
  }
  return shared;
}

Result<Buffer> nist_public_key(Nist which, Bytes private_key) {
  const NistCurve& curve = nist_curve(which);
  const BigNumber scalar = TRY(parse_scalar(curve, private_key));
  const Point point(EC_POINT_new(curve.group));
  Buffer encoded(1 + 2 * curve.field_size);
  if (!point ||
      EC_POINT_mul(curve.group, point.get(), scalar.get(), nullptr, nullptr, nullptr) != 1 ||
      EC_POINT_point2oct(curve.group, point.get(), POINT_CONVERSION_UNCOMPRESSED, encoded.data(),
                         encoded.size(), nullptr) != encoded.size()) {
    return openssl_error(kArithmeticFailed.code, kArithmeticFailed.text);
  }
  return encoded;
}

}  // namespace conclave::crypto
