#include "vp8_encoder.h"

#include "base/check.h"

#include <vpx/vp8cx.h>
#include <vpx/vpx_encoder.h>

namespace conclave::crowd {
namespace {

constexpr Error kNoEncoder(ErrorCode::kInternal, "libvpx gives no encoder");
constexpr int kSpeed = 12;              // of 16: for pictures this simple, quality does not suffer
constexpr int kStaticThreshold = 60;    // below it a block is taken as unchanged
constexpr unsigned kQuantizerBest = 4;  // of 63
constexpr unsigned kQuantizerWorst = 48;

vpx_codec_enc_cfg_t configuration(const Vp8Encoder::Options& options) {
  vpx_codec_enc_cfg_t configuration;
  vpx_codec_enc_config_default(vpx_codec_vp8_cx(), &configuration, 0);
  configuration.g_w = static_cast<unsigned>(options.width);
  configuration.g_h = static_cast<unsigned>(options.height);
  configuration.g_timebase = {1, static_cast<int>(options.frames_per_second)};
  configuration.g_threads = 1;
  configuration.g_lag_in_frames = 0;
  configuration.rc_end_usage = VPX_CBR;
  configuration.rc_target_bitrate = options.kbps;
  configuration.rc_min_quantizer = kQuantizerBest;
  configuration.rc_max_quantizer = kQuantizerWorst;
  configuration.rc_dropframe_thresh = 0;
  configuration.kf_mode = VPX_KF_DISABLED;  // only when somebody wants one
  return configuration;
}

}  // namespace

struct Vp8Encoder::State {
  ~State() {
    if (is_open) vpx_codec_destroy(&codec);
  }

  Options options;
  vpx_codec_ctx_t codec{};
  bool is_open = false;
  vpx_codec_pts_t next = 0;
};

Vp8Encoder::Vp8Encoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
Vp8Encoder::~Vp8Encoder() = default;
Vp8Encoder::Vp8Encoder(Vp8Encoder&&) noexcept = default;

Result<Vp8Encoder> Vp8Encoder::create(const Options& options) {
  auto state = std::make_unique<State>(options);
  const vpx_codec_enc_cfg_t wanted = configuration(options);
  state->is_open =
      vpx_codec_enc_init(&state->codec, vpx_codec_vp8_cx(), &wanted, 0) == VPX_CODEC_OK;
  if (!state->is_open) return kNoEncoder;
  vpx_codec_control(&state->codec, VP8E_SET_CPUUSED, -kSpeed);
  vpx_codec_control(&state->codec, VP8E_SET_STATIC_THRESHOLD, kStaticThreshold);
  return Vp8Encoder(std::move(state));
}

Result<Vp8Encoder::Frame> Vp8Encoder::encode(const Picture& picture, bool wants_key_frame) {
  CHECK(picture.width == state_->options.width && picture.height == state_->options.height);
  vpx_image_t image;
  // The encoder only reads; its image just knows no const.
  vpx_img_wrap(&image, VPX_IMG_FMT_I420, static_cast<unsigned>(picture.width),
               static_cast<unsigned>(picture.height), 1,
               const_cast<uint8_t*>(picture.bytes.data()));
  const vpx_enc_frame_flags_t flags = wants_key_frame ? VPX_EFLAG_FORCE_KF : 0;
  if (vpx_codec_encode(&state_->codec, &image, state_->next++, 1, flags, VPX_DL_REALTIME) !=
      VPX_CODEC_OK) {
    return Error(ErrorCode::kInternal, "libvpx could not encode");
  }
  vpx_codec_iter_t iterator = nullptr;
  while (const vpx_codec_cx_pkt_t* packet = vpx_codec_get_cx_data(&state_->codec, &iterator)) {
    if (packet->kind != VPX_CODEC_CX_FRAME_PKT) continue;
    return Frame{
        .bytes = {static_cast<const uint8_t*>(packet->data.frame.buf), packet->data.frame.sz},
        .is_key_frame = (packet->data.frame.flags & VPX_FRAME_IS_KEY) != 0};
  }
  return Frame{.bytes = {}, .is_key_frame = false};
}

}  // namespace conclave::crowd
