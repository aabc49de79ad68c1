import { EventKind, UnchokeReason, type TraceRow } from '../../trace/index';
import type { Facts } from './facts';
import type { Scene, Sending } from './scene';

/** Says no: the claim that does not hold, and where. */
export type Object = (claim: boolean, words: string) => void;

/** L7, when a transfer of `piece` begins. */
export function checkBegin(scene: Scene, from: number, to: number, piece: number, must: Object): void {
  must(!scene.sending(from, to), `${from} sends ${to} one piece at a time`);
  checkSending(scene, { from, to, piece, bits: 0 }, must);
}

function checkSending({ online, neighbours, served, held }: Scene, { from, to, piece }: Sending, must: Object): void {
  const what = `${from} sends piece ${piece} to ${to}`;
  must(online.has(from) && online.has(to), `${what}: both are online`);
  must(neighbours[from]!.has(to), `${what}: they are neighbours`);
  must(served[from]!.has(to), `${what}: it unchokes it`);
  must(held[from]!.has(piece), `${what}: it holds the whole piece`);
  must(!held[to]!.has(piece), `${what}: the other lacks it`);
}

/** M16 and strict priority: a fresh piece only when none that was begun can go on, and then the one that the rule names. */
export function checkChoice(facts: Facts, scene: Scene, from: number, to: number, piece: number, must: Object): void {
  const { protocol } = facts.scenario;
  const fits = (one: number) => scene.held[from]!.has(one) && !scene.held[to]!.has(one) && scene.into(to, one).length === 0;
  const begun = scene.begun(to).filter(fits);
  const open = scene.everything.filter(fits);
  if (open.length === 0) return must(protocol.endGame || facts.clientServer, `${to} asks several for piece ${piece} only in the end game`);
  const choice = begun.length > 0 ? begun : open;
  must(choice.includes(piece), `${to} goes on with a piece it has begun, or takes one that nobody sends it, rather than piece ${piece}`);
  if (!facts.clientServer && scene.held[to]!.size < protocol.randomFirstPieces) return;
  const rule = facts.clientServer ? 'in-order' : facts.rule;
  if (rule === 'in-order') must(piece === Math.min(...choice), `${to} takes the first piece it may, not ${piece}`);
  if (rule === 'rarest-first') {
    const rarest = Math.min(...choice.map((one) => scene.copies(to, one)));
    must(scene.copies(to, piece) === rarest, `${to} takes the rarest piece, not ${piece}`);
  }
}

/** L7 for everything that goes on while time passes, and that no slot and no link is idle that need not be. */
export function checkStanding(facts: Facts, scene: Scene, must: Object): void {
  for (const sending of scene.sendings.values()) checkSending(scene, sending, must);
  const prompt = facts.scenario.protocol.latencySeconds === 0 && (facts.scenario.protocol.endGame || facts.clientServer);
  for (const peer of scene.online) {
    const regular = scene.slotsUsed(peer, 'regular');
    const drawn = scene.slotsUsed(peer, 'optimistic');
    must(regular <= facts.regularSlots[peer]!, `${peer} serves no more than its regular slots`);
    must(drawn <= facts.optimisticSlots[peer]!, `${peer} serves no more than its optimistic slots`);
    const interested = [...scene.neighbours[peer]!].filter((other) => scene.wants(other, peer)).length;
    const slots = facts.regularSlots[peer]! + facts.optimisticSlots[peer]!;
    must(regular + drawn === Math.min(slots, interested), `${peer} leaves no slot idle while an interested neighbour waits`);
    for (const other of scene.served[peer]!.keys()) {
      must(scene.wants(other, peer), `${peer} serves only the interested, not ${other}`);
      if (prompt && facts.download[other]! > 0) must(!!scene.sending(peer, other), `${peer} sends to ${other}, which it serves`);
    }
  }
}

/** Changes of who is there and who serves whom. */
export function applyStanding(facts: Facts, scene: Scene, row: Readonly<TraceRow>, must: Object): void {
  const { subject, object, kind, value } = row;
  const { online, neighbours, served } = scene;
  if (kind === EventKind.joined) {
    must(!online.has(subject), `${subject} comes online once at a time`);
    online.add(subject);
  } else if (kind === EventKind.left) {
    must(online.has(subject), `${subject} leaves only when it is there`);
    for (const { from, to } of scene.sendings.values()) must(from !== subject && to !== subject, `${subject} leaves nothing in flight`);
    online.delete(subject);
    for (const other of neighbours[subject]!) {
      neighbours[other]!.delete(subject);
      served[other]!.delete(subject);
    }
    neighbours[subject]!.clear();
    served[subject]!.clear();
  } else if (kind === EventKind.connected) {
    must(online.has(subject) && online.has(object), `${subject} and ${object} are online as they connect`);
    must(subject !== object && !neighbours[subject]!.has(object), `${subject} and ${object} are not neighbours yet`);
    must(facts.clientServer || object === 0 || facts.group(object).acceptsConnections, `${object} takes connections`);
    neighbours[subject]!.add(object);
    neighbours[object]!.add(subject);
    const most = facts.clientServer ? facts.peers : facts.scenario.protocol.maxNeighbours;
    for (const peer of [subject, object]) must(neighbours[peer]!.size <= most, `${peer} has no more neighbours than it may`);
  } else if (kind === EventKind.unchoked) {
    must(neighbours[subject]!.has(object), `${subject} unchokes a neighbour`);
    must(scene.wants(object, subject), `${subject} unchokes ${object}, which is interested`);
    const before = served[subject]!.get(object);
    must(!before || (before === 'optimistic' && value === UnchokeReason.earned), `${subject} does not unchoke ${object} twice`);
    served[subject]!.set(object, value === UnchokeReason.optimistic ? 'optimistic' : 'regular');
  } else if (kind === EventKind.choked) {
    must(served[subject]!.has(object), `${subject} chokes ${object}, which it served`);
    served[subject]!.delete(object);
  }
}
