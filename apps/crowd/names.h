// First names, to go with the painter's looks.
#pragma once

#include <array>
#include <string_view>

namespace conclave::crowd {

inline constexpr std::array<std::string_view, 24> kNames = {
    "Amélie", "Kofi", "Maeve", "Zola",   "Jonas", "Priya", "Marcel", "Leila",
    "Amara",  "Nora", "Elif",  "Henrik", "Sofia", "Tariq", "Ingrid", "Naomi",
    "Lukas",  "Mei",  "Oscar", "Farah",  "Ruth",  "Clara", "Dalia",  "Viktor"};

}  // namespace conclave::crowd
