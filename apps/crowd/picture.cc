#include "picture.h"

#include <cmath>
#include <numbers>

namespace conclave::crowd {
namespace {

// Lengths are in heights of the picture: it is 1 high and 16/9 wide.
constexpr float kWidth = 16.0F / 9.0F;

struct Point {
  float x, y;
};

// Without the care that std::lerp takes, and its price.
float between(float from, float to, float share) { return from + (to - from) * share; }

// ---- colours -----------------------------------------------------------------------------------

struct Colour {
  float luma, blue, red;
};

// ITU-R BT.601, of a colour as 0xRRGGBB.
Colour colour(uint32_t rgb) {
  const auto r = static_cast<float>(rgb >> 16 & 255);
  const auto g = static_cast<float>(rgb >> 8 & 255);
  const auto b = static_cast<float>(rgb & 255);
  return {.luma = 16 + 0.257F * r + 0.504F * g + 0.098F * b,
          .blue = 128 - 0.148F * r - 0.291F * g + 0.439F * b,
          .red = 128 + 0.439F * r - 0.368F * g - 0.071F * b};
}

Colour mix(const Colour& from, const Colour& to, float share) {
  return {.luma = between(from.luma, to.luma, share),
          .blue = between(from.blue, to.blue, share),
          .red = between(from.red, to.red, share)};
}

enum class Hair : uint8_t { kShort, kLong, kBun, kCurls };

struct Look {
  uint32_t light, dark;  // of the backdrop, from one corner to the other
  uint32_t skin, hair, cloth;
  Hair cut;
};

constexpr std::array<Look, 12> kLooks = {{
    {0xf6c89f, 0xb4574f, 0xf2c3a0, 0x4a2c2a, 0x2f5d62, Hair::kLong},
    {0x9fd3e6, 0x2f5d8a, 0x8d5a3c, 0x1f1a1c, 0xf2b134, Hair::kShort},
    {0xcfe3a8, 0x4c7f5b, 0xe8b48c, 0xa5502d, 0xf4efe6, Hair::kBun},
    {0xd9c2ee, 0x5d4a8c, 0x6b4330, 0x17131a, 0xe8746a, Hair::kCurls},
    {0xf9e3a5, 0xc98a3b, 0xf6d2b5, 0xc9a15a, 0x3d4f7d, Hair::kShort},
    {0xf3b8c0, 0x8c3f63, 0xd59a72, 0x2b1d1f, 0xf7e8d5, Hair::kLong},
    {0xa9dcd0, 0x2c6e73, 0xf0c6a6, 0x6e6a6a, 0xb5483f, Hair::kShort},
    {0xb9c6f2, 0x39457f, 0xa8714c, 0x241b1b, 0x7fc8a9, Hair::kBun},
    {0xf2d0b0, 0x7a5a4a, 0x5a3826, 0x120f12, 0x4aa3c7, Hair::kCurls},
    {0xd5e7f2, 0x5c7b91, 0xf4cdb4, 0x8c3b24, 0x5b3a6b, Hair::kLong},
    {0xe6d6f5, 0x9a5c9c, 0xe0aa80, 0x3a2a22, 0xf0c14b, Hair::kCurls},
    {0xc4e8c2, 0x3b6b5e, 0xf3c9a8, 0xd8d2c8, 0x2f3e57, Hair::kShort},
}};

// ---- drawing -----------------------------------------------------------------------------------

// From 0 at `from` to 1 at `to`, without a corner at either end.
float ramp(float from, float to, float at) {
  const float share = std::clamp((at - from) / (to - from), 0.0F, 1.0F);
  return share * share * (3 - 2 * share);
}

struct Plane {
  MutableBytes samples;
  size_t width, height;

  // Of a position in the picture, as far as it is in it.
  size_t column(float x) const { return index(x, width); }
  size_t row(float y) const { return index(y, height); }
  // Where a sample is: in the middle of its square.
  float at(size_t index) const {
    return (static_cast<float>(index) + 0.5F) / static_cast<float>(height);
  }

 private:
  size_t index(float position, size_t end) const {
    const float sample = position * static_cast<float>(height) + 0.5F;
    return static_cast<size_t>(std::clamp(sample, 0.0F, static_cast<float>(end)));
  }
};

void blend(MutableBytes samples, float value, float share) {
  const auto much = static_cast<int>(share * 256 + 0.5F);
  const auto whole = static_cast<int>(value + 0.5F);
  for (uint8_t& sample : samples) {
    sample = static_cast<uint8_t>(sample + ((whole - sample) * much + 128) / 256);
  }
}

// Calls draw(plane, value) for each plane and what the colour is in it.
template <typename Draw>
void each_plane(Picture& picture, const Colour& colour, Draw draw) {
  const size_t width = picture.width / 2;
  const size_t height = picture.height / 2;
  draw(Plane{picture.luma(), picture.width, picture.height}, colour.luma);
  draw(Plane{picture.chroma(0), width, height}, colour.blue);
  draw(Plane{picture.chroma(1), width, height}, colour.red);
}

constexpr float kEdge = 0.004F;

struct Ellipse {
  Point centre;
  Point radius;
  float edge = kEdge;  // how soft
  float opacity = 1;
  float above = 2;  // nothing is drawn below this line
};

// Each row has a soft edge, what is wholly inside, and a soft edge.
void draw_plane(const Plane& plane, const Ellipse& ellipse, float value) {
  const auto [centre, radius, edge, opacity, above] = ellipse;
  const float soft = edge / std::min(radius.x, radius.y);
  const float outer = 1 + soft;
  const float inner = std::max(1 - soft, 0.0F);
  const size_t bottom = plane.row(std::min(centre.y + radius.y * outer, above + kEdge));
  for (size_t row = plane.row(centre.y - radius.y * outer); row < bottom; ++row) {
    const float y = (plane.at(row) - centre.y) / radius.y;
    const float share = opacity * (1 - ramp(above, above + kEdge, plane.at(row)));
    const auto reach = [&](float to) {
      return radius.x * std::sqrt(std::max(to * to - y * y, 0.0F));
    };
    const auto soften = [&](size_t from, size_t to) {
      for (size_t column = from; column < to; ++column) {
        const float x = (plane.at(column) - centre.x) / radius.x;
        const float much = 1 - ramp(1 - soft, outer, std::sqrt(x * x + y * y));
        blend(plane.samples.subspan(row * plane.width + column, 1), value, much * share);
      }
    };
    const size_t left = plane.column(centre.x - reach(inner));
    const size_t right = plane.column(centre.x + reach(inner));
    soften(plane.column(centre.x - reach(outer)), left);
    blend(plane.samples.subspan(row * plane.width + left, right - left), value, share);
    soften(right, plane.column(centre.x + reach(outer)));
  }
}

void draw(Picture& picture, const Ellipse& ellipse, const Colour& colour) {
  each_plane(picture, colour,
             [&](const Plane& plane, float value) { draw_plane(plane, ellipse, value); });
}

// ---- the backdrop ------------------------------------------------------------------------------

void draw_backdrop(Picture& picture, const Look& look) {
  const Colour light = colour(look.light);
  const Colour dark = colour(look.dark);
  each_plane(picture, light,
             [](const Plane& plane, float value) { blend(plane.samples, value, 1); });
  each_plane(picture, dark, [](const Plane& plane, float value) {
    for (size_t i = 0; i < plane.samples.size(); ++i) {
      const float x = plane.at(i % plane.width) / kWidth;
      const float y = plane.at(i / plane.width);
      blend(plane.samples.subspan(i, 1), value, ramp(0, 1, (x + y) / 2));
    }
  });
  draw(picture, {.centre = {0.55F, 0.35F}, .radius = {0.9F, 0.7F}, .edge = 0.6F, .opacity = 0.35F},
       mix(light, colour(0xffffff), 0.35F));
}

float wave(double seconds, double period, double phase) {
  return static_cast<float>(std::sin(2 * std::numbers::pi * (seconds / period + phase)));
}

// Spots of light, far out of focus, that drift.
void draw_lights(Picture& picture, const Look& look, double seconds, double phase) {
  const Colour light = mix(colour(look.light), colour(0xffffff), 0.4F);
  constexpr std::array<Point, 3> kPlaces = {{{0.26F, 0.26F}, {1.50F, 0.62F}, {1.32F, 0.16F}}};
  constexpr std::array<float, 3> kSizes = {0.17F, 0.21F, 0.09F};
  for (size_t i = 0; i < kPlaces.size(); ++i) {
    const double own = phase + 0.31 * static_cast<double>(i);
    draw(picture,
         {.centre = {kPlaces[i].x + 0.09F * wave(seconds, 19, own),
                     kPlaces[i].y + 0.05F * wave(seconds, 13, own)},
          .radius = {kSizes[i], kSizes[i]},
          .edge = 0.02F,
          .opacity = 0.16F + 0.04F * wave(seconds, 9, own)},
         light);
  }
}

// ---- the figure --------------------------------------------------------------------------------

// Where things are at one moment.
struct Pose {
  Point head;
  Point body;
  float eyes;   // 1 open, 0 shut
  float mouth;  // 0 shut, 1 open
};

// Everybody blinks in a rhythm of their own, for a sixth of a second.
float open_eyes(double seconds, size_t person) {
  const double period = 3.1 + 0.37 * static_cast<double>(person % 7);
  const double since = std::fmod(seconds + 0.7 * static_cast<double>(person), period);
  return since < 0.16 ? static_cast<float>(std::abs(since - 0.08) / 0.08) : 1.0F;
}

Pose pose(size_t person, double seconds, double voice) {
  const double phase = 0.17 * static_cast<double>(person);
  const float sway = wave(seconds, 7.3, phase);
  const float breath = wave(seconds, 4.1, phase);
  const auto loud = static_cast<float>(voice);
  const Point body = {kWidth / 2 + 0.012F * sway, 0.006F * breath};
  return {.head = {body.x + 0.018F * wave(seconds, 5.9, phase + 0.1),
                   0.40F + body.y + 0.008F * wave(seconds, 3.3, phase) - 0.010F * loud},
          .body = body,
          .eyes = open_eyes(seconds, person),
          .mouth = loud};
}

// The figure's parts, brought nearer to whoever looks.
void draw_part(Picture& picture, Ellipse part, const Colour& colour) {
  constexpr float kNearer = 1.2F;
  constexpr Point kFrom = {kWidth / 2, 0.5F};
  const auto nearer = [](float from, float at) { return from + kNearer * (at - from); };
  part.centre = {nearer(kFrom.x, part.centre.x), nearer(kFrom.y, part.centre.y)};
  part.radius = {kNearer * part.radius.x, kNearer * part.radius.y};
  part.above = nearer(kFrom.y, part.above);
  draw(picture, part, colour);
}

void draw_hair_behind(Picture& picture, const Look& look, const Pose& pose) {
  const Colour hair = colour(look.hair);
  const auto [x, y] = pose.head;
  switch (look.cut) {
    case Hair::kShort: return;
    case Hair::kLong:
      return draw_part(picture, {.centre = {x, y + 0.10F}, .radius = {0.205F, 0.315F}}, hair);
    case Hair::kBun:
      return draw_part(picture, {.centre = {x, y - 0.235F}, .radius = {0.075F, 0.07F}}, hair);
    case Hair::kCurls:
      for (const Point at :
           {Point{-0.15F, -0.06F}, Point{0.15F, -0.06F}, Point{-0.10F, -0.16F},
            Point{0.10F, -0.16F}, Point{0, -0.19F}, Point{-0.16F, 0.05F}, Point{0.16F, 0.05F}}) {
        draw_part(picture, {.centre = {x + at.x, y + at.y}, .radius = {0.088F, 0.088F}}, hair);
      }
  }
}

void draw_body(Picture& picture, const Look& look, const Pose& pose) {
  const Colour cloth = colour(look.cloth);
  const Colour skin = colour(look.skin);
  const Colour shade = mix(skin, colour(0x3a1f1a), 0.22F);
  const float x = pose.body.x;
  const float y = pose.body.y;
  draw_part(picture, {.centre = {x, 1.06F + y}, .radius = {0.43F, 0.36F}}, cloth);
  draw_part(picture, {.centre = {x, 0.715F + y}, .radius = {0.115F, 0.075F}}, shade);
  draw_part(picture, {.centre = {(x + pose.head.x) / 2, 0.62F + y}, .radius = {0.068F, 0.14F}},
            shade);
}

void draw_face(Picture& picture, const Look& look, const Pose& pose) {
  const Colour skin = colour(look.skin);
  const Colour dark = mix(skin, colour(0x1c1216), 0.85F);
  const auto [x, y] = pose.head;
  for (const float side : {-1.0F, 1.0F}) {
    draw_part(picture, {.centre = {x + side * 0.148F, y + 0.02F}, .radius = {0.03F, 0.042F}},
              mix(skin, dark, 0.12F));
  }
  draw_part(picture, {.centre = {x, y}, .radius = {0.148F, 0.185F}}, skin);
  for (const float side : {-1.0F, 1.0F}) {
    draw_part(picture,
              {.centre = {x + side * 0.085F, y + 0.062F},
               .radius = {0.04F, 0.032F},
               .edge = 0.02F,
               .opacity = 0.15F},
              colour(0xd9534f));
    draw_part(picture,
              {.centre = {x + side * 0.058F, y + 0.005F},
               .radius = {0.0135F, 0.003F + 0.0145F * pose.eyes}},
              dark);
    draw_part(picture, {.centre = {x + side * 0.060F, y - 0.043F}, .radius = {0.030F, 0.0055F}},
              mix(skin, colour(look.hair), 0.75F));
  }
  draw_part(picture, {.centre = {x, y + 0.045F}, .radius = {0.011F, 0.009F}, .edge = 0.006F},
            mix(skin, dark, 0.22F));
  // A smile is a dark ellipse with one of skin over its upper part; a voice opens it.
  draw_part(picture, {.centre = {x, y + 0.092F}, .radius = {0.046F, 0.020F + 0.016F * pose.mouth}},
            mix(colour(0x8c2f39), dark, 0.35F));
  draw_part(picture, {.centre = {x, y + 0.082F - 0.010F * pose.mouth}, .radius = {0.056F, 0.020F}},
            skin);
}

void draw_hair_before(Picture& picture, const Look& look, const Pose& pose) {
  const auto [x, y] = pose.head;
  const Colour hair = colour(look.hair);
  draw_part(picture, {.centre = {x, y - 0.024F}, .radius = {0.161F, 0.190F}, .above = y - 0.080F},
            hair);
  if (look.cut == Hair::kShort) {
    for (const float side : {-1.0F, 1.0F}) {
      draw_part(picture, {.centre = {x + side * 0.146F, y - 0.065F}, .radius = {0.017F, 0.062F}},
                hair);
    }
    draw_part(picture, {.centre = {x - 0.045F, y - 0.155F}, .radius = {0.13F, 0.068F}}, hair);
  }
  draw_part(picture, {.centre = {x + 0.028F, y - 0.112F}, .radius = {0.117F, 0.052F}}, hair);
}

size_t width_of(size_t height) { return height * 16 / 9 & ~size_t{1}; }

}  // namespace

Picture::Picture(size_t width_, size_t height_)
    : width(width_), height(height_), bytes(width_ * height_ * 3 / 2) {}

Painter::Painter(size_t person, size_t height)
    : person_(person), backdrop_(width_of(height), height), picture_(width_of(height), height) {
  draw_backdrop(backdrop_, kLooks[person_ % kLooks.size()]);
}

const Picture& Painter::paint(double seconds, double voice) {
  const Look& look = kLooks[person_ % kLooks.size()];
  const Pose now = pose(person_, seconds, voice);
  picture_.bytes = backdrop_.bytes;
  draw_lights(picture_, look, seconds, 0.23 * static_cast<double>(person_));
  draw_hair_behind(picture_, look, now);
  draw_body(picture_, look, now);
  draw_face(picture_, look, now);
  draw_hair_before(picture_, look, now);
  return picture_;
}

}  // namespace conclave::crowd
