import { createStreams } from '@core/base/index';
import type { DecisionObserver } from '@core/policy/index';
import { peerCount, type Scenario } from '@core/scenario/index';
import { outlookOf, Purpose, PURPOSES, type IdleReason, type RunEnd } from '@core/sim/index';
import { LeaveReason, RefusalReason, type TraceHeader, type TraceWriter } from '@core/trace/index';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createJournal, type Journal } from '../journal/journal';
import { createBrain } from '../peer/brain/brain';
import { createPeer, type Peer } from '../peer/peer';
import { createTimeline } from '../peer/timeline';
import type { Offence } from '../peer/world';
import { processClock } from '../rate/clock';
import { createPeersFolder, type PeersFolder } from '../storage/peersFolder';
import { createTracker, type Tracker } from '../tracker/tracker';
import { createAddressBook, hostOf, MOST_GUESTS } from './addressBook';
import { createCapacityUse } from './capacityUse';
import { makeContent, torrentOf } from './content';
import { createLife, type Life } from './life';
import type { RealPlan } from './plan';
import { createRoles } from './roles';
import { planTimedChanges } from './timedChanges';

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
  readonly observer?: DecisionObserver;
  /** Somebody broke the protocol, or sent what was wrong. */
  readonly offended?: (peer: number, remote: number, offence: Offence) => void;
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
  kill(peer: number): void;
  restart(peer: number): void;
  corruptNextBlock(peer: number): void;
  stopTracker(): Promise<void>;
  startTracker(): Promise<void>;
  /** Ends everything: says goodbye, closes every socket, removes every file. Again is harmless. */
  stop(): Promise<void>;
}

/** How often it is looked whether anything goes on, and where the capacity goes. */
const LOOK_MS = 50;
/** Nobody is called stuck within so many real milliseconds, however short the scenario's own intervals become. */
const LEAST_PATIENCE_MS = 3_000;
const LOOK_FOR_GUESTS_SECONDS = 5;
const TRACKER_HOST = '127.0.0.1';
const CONTENT_NAME = 'swarm-lab-content.bin';

/** Makes a real run; nothing is opened before `prepare`. */
export function createRealRun(options: RealRunOptions): RealRun {
  const { scenario, plan } = options;
  const { header, sizeScale, timeScale } = plan;
  const { protocol } = scenario;
  const peers = header.peerCount;
  const clock = processClock;
  const timeline = createTimeline(clock, timeScale);
  const journal = createJournal(header, options.openWriter(header), timeline.now, MOST_GUESTS);
  const streams = createStreams(scenario.seed, PURPOSES, peers);
  const roles = createRoles(scenario, peers);
  const book = createAddressBook(peers);
  const capacity = createCapacityUse(peers);
  const rules = { pieceSelection: protocol.pieceSelection, randomFirstPieces: protocol.randomFirstPieces };
  const wanted = peerCount(scenario);
  const all: Peer[] = [];
  const leaving = new Set<Promise<void>>();
  let folder: PeersFolder | null = null;
  let tracker: Tracker | null = null;
  let isStopped = false;
  let failure: unknown = null;
  let settle: (() => void) | null = null;
  let changes: ReturnType<typeof planTimedChanges> | null = null;
  let lastMoveMs = 0;
  let movedBits = 0;

  const bytesPerSecond = (bitrate: number) => (bitrate * sizeScale) / timeScale / 8;
  const scenarioBits = (bytes: number) => (8 * bytes) / sizeScale;
  const fileOf = (peer: number) => (peer === 0 && options.contentFile) || path.join(folder!.path, peer === 0 ? 'content' : `peer-${peer}`);

  const life: Life = createLife(scenario, header.pieceCount, streams, {
    at: timeline.at,
    now: timeline.now,
    isOnline: (peer) => journal.online[peer] === 1,
    serverBits: () => scenarioBits(all[0]?.uploadedBytes ?? 0),
    leave,
    join: (peer) => void join(peer).catch(fail),
  });

  function fail(error: unknown): void {
    failure ??= error;
    settle?.();
  }

  async function join(peer: number): Promise<void> {
    const one = all[peer]!;
    await Promise.all(leaving);
    await one.prepare();
    book.moved(peer, one.address);
    if (isStopped || journal.online[peer]) return;
    one.join(!Number.isNaN(journal.books.joinedSeconds[peer]!));
    lastMoveMs = clock.nowMs();
  }

  function leave(peer: number, reason: LeaveReason): void {
    const left = all[peer]!.leave(reason);
    leaving.add(left);
    left.catch(fail).finally(() => leaving.delete(left));
    look();
  }

  function peerOf(peer: number, announceUrl: string, metainfo: Parameters<typeof createPeer>[0]['metainfo']): Peer {
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
      file: fileOf(peer),
      access: peer === 0 ? 'readOnly' : 'resume',
      uploadBytesPerSecond: bytesPerSecond(roles.uploadBitrate[peer]!),
      downloadBytesPerSecond: bytesPerSecond(roles.downloadBitrate[peer]!),
      ...(options.observer ? { observer: options.observer } : {}),
      makeBrain: options.makeBrain ?? createBrain,
      world: {
        numberAt: book.numberAt,
        numberOf: book.numberOf,
        refusalOf: (remote) => (!journal.online[remote] ? RefusalReason.offline : roles.isReachable(remote) ? RefusalReason.full : RefusalReason.unreachable),
        pieceArrived: life.pieceArrived,
        completed: (completed) => {
          life.completed(completed);
          look();
        },
        offended: (by, remote, offence) => options.offended?.(by, remote, offence),
        failed: (_peer, error) => fail(error),
      },
    });
  }

  /** Everyone has everything but those who went for good, and somebody does. */
  const isFinished = () => journal.books.completedPeers + life.goneCount === wanted && journal.books.completedPeers > 0;

  const outlook = () => outlookOf({
    peers, pieces: header.pieceCount, words: journal.books.words, held: journal.books.held, heldCount: journal.books.heldCount, online: journal.online,
    slots: Array.from({ length: peers }, (_, peer) => roles.slots(peer)), completedSeconds: journal.books.completedSeconds, downloadBitrate: roles.downloadBitrate,
  }, { willReturn: life.isAwaited, isGone: life.isGone });

  /** Nothing moves: is there any hope that something will? */
  function isStuck(): boolean {
    const idleMs = clock.nowMs() - lastMoveMs;
    if (life.awaited > 0 || (changes && changes.pending > 0) || idleMs < LEAST_PATIENCE_MS / 10) return false;
    if (!outlook().hopeful) return true;
    const patienceSeconds = 2 * protocol.announceIntervalSeconds + protocol.rechokeSeconds;
    return idleMs > Math.max(LEAST_PATIENCE_MS, patienceSeconds * timeScale * 1000);
  }

  function idleReason(peer: number): IdleReason {
    const brain = all[peer]?.brain;
    if (!brain || brain.heldCount === 0) return 'nothingToGive';
    if (brain.interestedCount === 0) return brain.heldCount === header.pieceCount && brain.neighbourCount > 0 ? 'endPhase' : 'nobodyInterested';
    const { regular, optimistic } = roles.slots(peer);
    return brain.interestedCount > brain.usedSlots && brain.usedSlots >= regular + optimistic ? 'noSlot' : 'receiversFull';
  }

  function look(): void {
    capacity.look(all.map((peer, number) => ({
      offeredBitrate: journal.online[number] && !roles.isFreeRider[number] ? roles.uploadBitrate[number]! : 0,
      sentBits: scenarioBits(peer.uploadedBytes),
      get idleReason() {
        return idleReason(number);
      },
    })), timeline.now());
    const moved = all.reduce((sum, { uploadedBytes }) => sum + uploadedBytes, 0);
    if (moved !== movedBits) lastMoveMs = clock.nowMs();
    movedBits = moved;
    if (isFinished() || isStuck()) settle?.();
  }

  function reslot(peer: number, cause: number): void {
    all[peer]!.setSlots(roles.slots(peer), cause);
  }

  function planChanges(): ReturnType<typeof planTimedChanges> {
    return planTimedChanges(scenario.changes, {
      at: timeline.at,
      write: (kind, subject, value) => journal.change(kind, subject, value),
      leave: (peer, reason) => life.leaveNow(peer, reason, journal.books.heldCount[peer] === header.pieceCount),
      return: life.returnNow,
      setUpload(peer, bitrate, cause) {
        roles.uploadBitrate[peer] = bitrate;
        all[peer]!.setUpload(bytesPerSecond(bitrate));
        reslot(peer, cause);
      },
      setDownload(peer, bitrate) {
        roles.downloadBitrate[peer] = bitrate;
        all[peer]!.setDownload(bytesPerSecond(bitrate));
      },
      setFreeRider(peer, isFreeRider, cause) {
        roles.isFreeRider[peer] = Number(isFreeRider);
        reslot(peer, cause);
      },
      setUnchokes(kind, count, cause) {
        roles.unchokes[kind] = count;
        for (let peer = 0; peer < peers; peer++) reslot(peer, cause);
      },
      setPieceSelection(rule) {
        rules.pieceSelection = rule;
      },
    });
  }

  function end(): RealEnd {
    const finished = isFinished();
    const lostPieces = finished ? [] : outlook().lostPieces;
    const endedSeconds = timeline.now();
    journal.ended(finished, lostPieces);
    const { books } = journal;
    const { joinedSeconds, completedSeconds, awaySeconds, uploadedBits, downloadedBits, pieceTransfers, duplicateBits } = books;
    return {
      finished, endedSeconds, pieceTransfers, joinedSeconds, completedSeconds, awaySeconds, uploadedBits, downloadedBits, lostPieces, duplicateBits,
      events: journal.rowCount,
      capacity: capacity.close(endedSeconds),
    };
  }

  async function openAll(): Promise<Ready> {
    folder = await createPeersFolder(plan.diskBytes);
    const contentFile = fileOf(0);
    if (!options.contentFile) await makeContent(contentFile, plan.lengthBytes, scenario.seed);
    // The torrent names the tracker's port, and the tracker knows the torrent by its info-hash: filled in once both are there.
    const infoHash = new Uint8Array(20);
    tracker = createTracker({
      infoHash,
      intervalSeconds: Math.max(1, Math.ceil(protocol.announceIntervalSeconds * timeScale)),
      mostTold: protocol.trackerResponsePeers,
      // A stream object is shared by all that draw from it: the tracker keeps one for itself.
      draw: createStreams(scenario.seed, PURPOSES, 1).of(Purpose.tracker, 0),
      nowSeconds: () => clock.nowMs() / 1000,
      observe: (event) => {
        if (event.kind !== 'expiry') return;
        const peer = book.numberAt(event);
        if (peer >= 0 && peer < peers) journal.expired(peer);
      },
    });
    const { announceUrl } = await tracker.start(TRACKER_HOST);
    const torrent = await torrentOf(contentFile, CONTENT_NAME, announceUrl, plan);
    infoHash.set(torrent.metainfo.infoHash);
    const torrentFile = path.join(folder.path, 'swarm-lab.torrent');
    await writeFile(torrentFile, torrent.file);
    for (let peer = 0; peer < peers; peer++) all.push(peerOf(peer, announceUrl, torrent.metainfo));
    for (const [number, peer] of all.entries()) {
      await peer.prepare();
      book.moved(number, peer.address);
    }
    return { announceUrl, torrentFile, contentFile, peers: all.map(({ address }, id) => ({ id, ...address })) };
  }

  async function stop(): Promise<void> {
    isStopped = true;
    settle?.();
    life.end();
    changes?.end();
    timeline.end();
    await Promise.allSettled(all.map((peer) => peer.leave(LeaveReason.timedChange)));
    await Promise.allSettled(leaving);
    await tracker?.stop();
    await folder?.remove();
  }

  return {
    journal,
    fileOf,
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
      lastMoveMs = clock.nowMs();
      changes = planChanges();
      life.begin();
      if (protocol.trackerFailsAtSeconds !== null) timeline.at(protocol.trackerFailsAtSeconds, () => void tracker?.stop().catch(fail));
      const looking = setInterval(look, LOOK_MS);
      await new Promise<void>((resolve) => {
        settle = resolve;
        if (isStopped) resolve();
      });
      clearInterval(looking);
      if (failure) throw failure;
      return end();
    },
    kill: (peer) => leave(peer, LeaveReason.interruption),
    restart: life.returnNow,
    corruptNextBlock: (peer) => all[peer]!.corruptNextBlock(),
    stopTracker: () => tracker?.stop() ?? Promise.resolve(),
    async startTracker() {
      await tracker?.start(TRACKER_HOST);
    },
    stop,
  };
}
