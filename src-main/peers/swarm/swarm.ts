import { createStreams } from '@core/base/index';
import type { RealPeerState, TrackerLine } from '@core/messages/index';
import type { DecisionObserver } from '@core/policy/index';
import type { Scenario } from '@core/scenario/index';
import { PURPOSES, type RunEnd } from '@core/sim/index';
import { LeaveReason, OffenceCode, RefusalReason, type TraceHeader, type TraceWriter } from '@core/trace/index';
import { randomBytes } from 'node:crypto';
import { createJournal, type Journal } from '../journal/journal';
import { createOutside } from '../journal/outside';
import { tellDials } from '../journal/settledDial';
import type { Metainfo } from '../metainfo/metainfo';
import { createBrain } from '../peer/brain/brain';
import { createPeer, type Peer } from '../peer/peer';
import { createTimeline } from '../peer/timeline';
import type { Offence } from '../peer/world';
import { processClock } from '../rate/clock';
import { createAddressBook, hostOf, MOST_GUESTS } from './addressBook';
import { changeableSwarm } from './changeableSwarm';
import { createLife, type Life } from './life';
import { createMeetingPlace, type MeetingPlace } from './meetingPlace';
import type { RealPlan } from './plan';
import { createRoles } from './roles';
import { makeChange, planTimedChanges, type PlannedChanges } from './timedChanges';
import { trackerLine } from './trackerLine';
import { createSwarmWatch } from './watch';

/** Where everything is, once all listen. */
export interface Ready {
  readonly announceUrl: string;
  readonly torrentFile: string;
  readonly contentFile: string;
  readonly peers: readonly { readonly id: number; readonly host: string; readonly port: number }[];
}

/** A real run's end, in the scenario's own time and sizes. */
export interface RealEnd extends RunEnd {
  /** Bits that came twice; counted in the columns too. */
  readonly duplicateBits: number;
}

export interface RealRunOptions {
  readonly scenario: Scenario;
  readonly plan: RealPlan;
  readonly openWriter: (header: TraceHeader) => TraceWriter;
  /** The file to share, which stays untouched; else one of random bytes is made. Of the length that the plan says. */
  readonly contentFile?: string;
  /** Peers ask the tracker every few seconds whether an outside client has come, and dial it. */
  readonly expectsGuests?: boolean;
  /** It goes on after everyone is complete, or nobody can be, until it is told to finish. */
  readonly goesOn?: boolean;
  readonly observer?: DecisionObserver;
  /** Somebody broke the protocol, or sent what was wrong. */
  readonly offended?: (peer: number, remote: number, offence: Offence) => void;
  /** The tracker was asked, struck somebody out, went, or came back. */
  readonly tracked?: (line: TrackerLine) => void;
  /** An outside client has got a number: the journal's header has one more peer. */
  readonly grown?: (header: TraceHeader) => void;
  readonly makeBrain?: typeof createBrain;
}

/** A swarm of real peers, a tracker and a server on this machine, under the simulator's policies. */
export interface RealRun {
  /** Opens everything; nobody trades yet. @throws system errors such as a full disk; nothing is left behind then */
  prepare(): Promise<Ready>;
  /** Starts the clock. @returns when the run is over: everyone is complete, nobody can be, or `stop` was called */
  run(): Promise<RealEnd>;
  readonly journal: Journal;
  /** Paths of what each peer holds; peer 0 has the content itself. */
  fileOf(peer: number): string;
  /** It is gone without a word; the run waits for it, unless everyone else is complete and it would have gone for good. */
  kill(peer: number): void;
  restart(peer: number): void;
  corruptNextBlock(peer: number): void;
  setFreeRider(peer: number, isFreeRider: boolean): void;
  stopTracker(): Promise<void>;
  startTracker(): Promise<void>;
  trackerState: MeetingPlace['trackerState'];
  /** Everyone's, outside clients' at the end. */
  peerStates(): RealPeerState[];
  /** The run is over now, whatever is missing; everyone stays there until `stop`. */
  finish(): void;
  /** Ends everything: says goodbye, closes every socket, removes every file. Again is harmless. */
  stop(): Promise<void>;
}

/** How often it is looked whether anything goes on, and where the capacity goes. */
const LOOK_MS = 50;
const LOOK_FOR_GUESTS_SECONDS = 5;

/** Makes a real run; nothing is opened before `prepare`. */
export function createRealRun(options: RealRunOptions): RealRun {
  const { scenario, plan } = options;
  const { header, sizeScale, timeScale } = plan;
  const { protocol } = scenario;
  const peers = header.peerCount;
  const clock = processClock;
  const timeline = createTimeline(clock, timeScale);
  const journal = createJournal(header, options.openWriter(header), timeline.now, MOST_GUESTS, tellDials(options.observer, protocol.maxNeighbours));
  const streams = createStreams(scenario.seed, PURPOSES, peers);
  const roles = createRoles(scenario, peers);
  const outside = createOutside(journal, peers);
  const book = createAddressBook(peers, (name) => {
    if (journal.seat(name)) options.grown?.(journal.header);
  });
  const rules = { pieceSelection: protocol.pieceSelection, randomFirstPieces: protocol.randomFirstPieces };
  const all: Peer[] = [];
  const leaving = new Set<Promise<void>>();
  /** Comings under way, by peer: what is on disk is checked first, and nobody opens it twice meanwhile. */
  const joining = new Map<number, Promise<void>>();
  /** Peers that were killed by hand and have not come back. */
  const killed = new Set<number>();
  let isStopped = false;
  let failure: unknown = null;
  let settle: (() => void) | null = null;
  let changes: PlannedChanges | null = null;

  const bytesPerSecond = (bitrate: number) => (bitrate * sizeScale) / timeScale / 8;
  const scenarioBits = (bytes: number) => (8 * bytes) / sizeScale;

  const place = createMeetingPlace({
    scenario, plan, clock,
    contentFile: options.contentFile,
    observe: (event) => {
      const peer = event.kind === 'announce' ? book.introduce(event, event.peerId) : event.kind === 'expiry' ? book.numberAt(event) : -1;
      if (event.kind === 'expiry' && peer >= 0) journal.expired(peer);
      options.tracked?.(trackerLine(event, peer, timeline.now()));
    },
  });
  const life: Life = createLife(scenario, header.pieceCount, streams, {
    at: timeline.at,
    now: timeline.now,
    isOnline: (peer) => journal.online[peer] === 1,
    serverBits: () => scenarioBits(all[0]?.uploadedBytes ?? 0),
    leave,
    join,
  });
  const watch = createSwarmWatch({
    scenario, plan, clock, timeline, journal, roles, life, peers: all, scenarioBits,
    changesPending: () => changes?.pending ?? 0,
    goesOn: () => options.goesOn === true || (killed.size > 0 && !watch.isFinished()),
    over: () => settle?.(),
  });

  function fail(error: unknown): void {
    failure ??= error;
    settle?.();
  }

  /** Who is coming already does not come a second time. */
  function join(peer: number): void {
    if (joining.has(peer)) return;
    joining.set(peer, come(peer).catch(fail).finally(() => joining.delete(peer)));
  }

  async function come(peer: number): Promise<void> {
    const one = all[peer]!;
    await Promise.all(leaving);
    if (isStopped) return;
    await one.prepare();
    book.moved(peer, one.address);
    if (isStopped || journal.online[peer]) return;
    one.join(!Number.isNaN(journal.books.joinedSeconds[peer]!));
    killed.delete(peer);
    watch.stirred();
  }

  function leave(peer: number, reason: LeaveReason): void {
    const left = all[peer]!.leave(reason);
    leaving.add(left);
    left.catch(fail).finally(() => leaving.delete(left));
    watch.look();
  }

  function peerOf(peer: number, announceUrl: string, metainfo: Metainfo): Peer {
    // The lab's clients name themselves as BEP 20 has it.
    const peerId = Buffer.concat([Buffer.from('-SL0100-'), randomBytes(12)]);
    book.add(peer, peerId);
    return createPeer({
      peer, pieceCount: header.pieceCount, protocol, rules, streams, metainfo, announceUrl, peerId, journal, timeline, clock,
      bitsPerByte: 8 / sizeScale,
      mostSilentSeconds: options.expectsGuests ? LOOK_FOR_GUESTS_SECONDS / timeScale : Infinity,
      slots: roles.slots(peer),
      seedRanking: peer === 0 && scenario.server.seedChoking === 'round-robin' ? 'round-robin' : 'sent',
      host: hostOf(peer, process.platform),
      isReachable: roles.isReachable(peer),
      file: place.fileOf(peer),
      access: peer === 0 ? 'readOnly' : 'resume',
      uploadBytesPerSecond: bytesPerSecond(roles.uploadBitrate[peer]!),
      downloadBytesPerSecond: bytesPerSecond(roles.downloadBitrate[peer]!),
      ...(options.observer ? { observer: options.observer } : {}),
      makeBrain: options.makeBrain ?? createBrain,
      world: {
        numberAt: book.numberAt,
        numberOf: book.numberOf,
        refusalOf: (remote) => (!journal.online[remote] ? RefusalReason.offline : remote >= peers || roles.isReachable(remote) ? RefusalReason.full : RefusalReason.unreachable),
        pieceArrived: life.pieceArrived,
        completed: (completed) => {
          life.completed(completed);
          watch.look();
        },
        outside,
        offended(by, remote, offence) {
          if (offence.code in OffenceCode) journal.offended(by, remote, OffenceCode[offence.code as keyof typeof OffenceCode]);
          options.offended?.(by, remote, offence);
        },
        failed: (_peer, error) => fail(error),
      },
    });
  }

  const changeable = changeableSwarm({ pieceCount: header.pieceCount, timeline, journal, life, roles, peers: all, rules, bytesPerSecond });

  function end(): RealEnd {
    const finished = watch.isFinished();
    const lostPieces = watch.lostPieces();
    const endedSeconds = timeline.now();
    journal.ended(finished, lostPieces);
    const { joinedSeconds, completedSeconds, awaySeconds, uploadedBits, downloadedBits, pieceTransfers, duplicateBits } = journal.books;
    return {
      finished, endedSeconds, pieceTransfers, joinedSeconds, completedSeconds, awaySeconds, uploadedBits, downloadedBits, lostPieces, duplicateBits,
      events: journal.rowCount,
      capacity: watch.close(endedSeconds),
    };
  }

  async function openAll(): Promise<Ready> {
    const { announceUrl, torrentFile, metainfo } = await place.open();
    for (let peer = 0; peer < peers; peer++) all.push(peerOf(peer, announceUrl, metainfo));
    for (const [number, peer] of all.entries()) {
      await peer.prepare();
      book.moved(number, peer.address);
    }
    return { announceUrl, torrentFile, contentFile: place.fileOf(0), peers: all.map(({ address }, id) => ({ id, ...address })) };
  }

  /** Its log says so where that changed anything. */
  async function tracked(kind: 'up' | 'down', changes: Promise<boolean>): Promise<void> {
    if (await changes) options.tracked?.({ kind, timeSeconds: timeline.now() });
  }
  const stopTracker = () => tracked('down', place.stopTracker());
  const startTracker = () => tracked('up', place.startTracker());

  function peerStates(): RealPeerState[] {
    const { books } = journal;
    return Array.from({ length: journal.header.peerCount }, (_, peer) => ({
      peer,
      ...(all[peer]?.address ?? book.addressOf(peer) ?? { host: '', port: 0 }),
      isOnline: journal.online[peer] === 1,
      isFreeRider: roles.isFreeRider[peer] === 1,
      heldPieces: books.heldCount[peer]!,
      uploadedBytes: Math.round((books.sentBits[peer]! * sizeScale) / 8),
      downloadedBytes: Math.round((books.receivedBits[peer]! * sizeScale) / 8),
      client: peer < peers ? null : (journal.header.outside?.[peer - peers] ?? ''),
    }));
  }

  async function stop(): Promise<void> {
    isStopped = true;
    settle?.();
    life.end();
    changes?.end();
    timeline.end();
    // Who has opened its file and its port by then has something to close.
    await Promise.all(joining.values());
    await Promise.allSettled(all.map((peer) => peer.leave(LeaveReason.timedChange)));
    await Promise.allSettled(leaving);
    await place.close();
  }

  return {
    journal,
    fileOf: place.fileOf,
    async prepare() {
      try {
        return await openAll();
      } catch (error) {
        await stop();
        throw error;
      }
    },
    async run() {
      timeline.begin();
      watch.stirred();
      changes = planTimedChanges(scenario.changes, changeable);
      life.begin();
      if (protocol.trackerFailsAtSeconds !== null) timeline.at(protocol.trackerFailsAtSeconds, () => void stopTracker().catch(fail));
      const looking = setInterval(watch.look, LOOK_MS);
      await new Promise<void>((resolve) => {
        settle = resolve;
        if (isStopped) resolve();
      });
      clearInterval(looking);
      if (failure) throw failure;
      return end();
    },
    kill(peer) {
      killed.add(peer);
      leave(peer, LeaveReason.interruption);
    },
    setFreeRider: (peer, isFreeRider) => makeChange({ kind: 'strategy', atSeconds: timeline.now(), peer, strategy: isFreeRider ? 'free-rider' : 'standard' }, changeable),
    restart: life.returnNow,
    corruptNextBlock: (peer) => all[peer]!.corruptNextBlock(),
    stopTracker,
    startTracker,
    trackerState: place.trackerState,
    peerStates,
    finish: () => settle?.(),
    stop,
  };
}
