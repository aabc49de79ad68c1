import type { TimedChange } from '../../scenario/index';
import { EventKind, PieceRule } from '../../trace/index';
import { slotsChanged } from './choking.testKit';
import { leaveNow, returnNow } from './life.testKit';
import { stop, wake } from './transfers.testKit';
import { seatsOf, slotsOf, write, type Peer, type World } from './world.testKit';

function reslot(world: World, peer: Peer): void {
  peer.slots = slotsOf(world, peer);
  slotsChanged(world, peer);
}

function setUpload(world: World, peer: Peer, bitrate: number): void {
  write(world, EventKind.uploadRateChanged, peer, null, -1, bitrate);
  if (world.clientServer && peer.group) return;
  peer.uploadBitrate = bitrate;
  reslot(world, peer);
}

function setDownload(world: World, peer: Peer, bitrate: number): void {
  write(world, EventKind.downloadRateChanged, peer, null, -1, bitrate);
  peer.downloadBitrate = bitrate;
  for (const { twin } of seatsOf(peer)) {
    if (bitrate > 0) wake(world, twin);
    else stop(world, twin);
  }
}

function setUnchokes(world: World, rule: 'regularUnchokes' | 'optimisticUnchokes', count: number): void {
  write(world, rule === 'regularUnchokes' ? EventKind.regularUnchokesChanged : EventKind.optimisticUnchokesChanged, null, null, -1, count);
  world.protocol[rule] = count;
  for (const peer of world.peers) reslot(world, peer);
}

/** What the scenario sets for this moment happens: the next of its changes. */
export function makeChange(world: World, change: TimedChange): void {
  const server = world.peers[0]!;
  const peer = 'peer' in change ? world.peers[change.peer]! : server;
  switch (change.kind) {
    case 'leave':
    case 'server-leaves':
      return leaveNow(world, peer);
    case 'return':
      return returnNow(world, peer);
    case 'peer-upload':
    case 'server-rate':
      return setUpload(world, peer, change.uploadBitrate);
    case 'peer-download':
      return setDownload(world, peer, change.downloadBitrate ?? Infinity);
    case 'strategy':
      write(world, EventKind.strategyChanged, peer, null, -1, change.strategy === 'free-rider' ? 1 : 0);
      peer.isFreeRider = change.strategy === 'free-rider';
      return reslot(world, peer);
    case 'piece-selection':
      write(world, EventKind.pieceSelectionChanged, null, null, -1, PieceRule[change.pieceSelection]);
      world.protocol.pieceSelection = change.pieceSelection;
      return;
    case 'regular-unchokes':
      return setUnchokes(world, 'regularUnchokes', change.regularUnchokes);
    case 'optimistic-unchokes':
      return setUnchokes(world, 'optimisticUnchokes', change.optimisticUnchokes);
  }
}
