// What befalls somebody at the moment of sending a commit.
#include "sim/world.h"

namespace conclave::sim {

bool World::spring_trap(Person& person, bool is_before) {
  const auto is_set = [&](Trap before, Trap after) {
    return person.is_in() && person.trap == (is_before ? before : after);
  };
  const bool dies = is_set(Trap::kDieBefore, Trap::kDieAfter);
  if (!dies && !is_set(Trap::kResetBefore, Trap::kResetAfter)) return false;
  person.trap = Trap::kNone;
  tell(person.name + (is_before ? " sends a commit that is lost" : " sends its last commit"));
  // Not at once: the participant is at work.
  scheduler_.after(0s, [this, &person, dies, is_noticed = random_.chance(0.5)] {
    if (!person.is_in()) return;
    if (dies) {
      die(person, is_noticed);
    } else {
      reset_socket(person, 300ms);
    }
  });
  return is_before;
}

}  // namespace conclave::sim
