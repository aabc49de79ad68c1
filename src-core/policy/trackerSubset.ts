import type { Draw } from '../base/index';

/**
 * The tracker's answer: a random subset of the members without the asker, each subset as likely as any other.
 * Leaves `members` in another order. Writes into `out`, returns how many. Source: notes M12; BEP 3.
 * @param members the first `memberCount` entries are registered peers
 * @param place where each peer stands in `members`; kept true
 */
export function drawTrackerSubset(
  members: Int32Array, place: Int32Array, memberCount: number, asker: number, most: number, draw: Draw, out: Int32Array,
): number {
  let chosen = 0;
  for (let left = memberCount; left > 0 && chosen < most; left--) {
    const at = draw.below(left);
    const member = members[at]!;
    const last = members[left - 1]!;
    members[at] = last;
    place[last] = at;
    members[left - 1] = member;
    place[member] = left - 1;
    if (member !== asker) out[chosen++] = member;
  }
  return chosen;
}
