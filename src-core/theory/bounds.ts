import type { Scenario } from '../scenario/index';
import { settingAt, settingOf, type Setting } from './setting';

/** The terms of the bounds, in the order in which a tie is settled. */
export type BindingTerm = 'server-upload' | 'slowest-download' | 'total-upload';
/** Why a bound is infinite. */
export type InfiniteReason = 'server-cannot-upload' | 'peer-cannot-download';

export interface BoundTerm {
  readonly term: BindingTerm;
  /** Null is infinite. */
  readonly seconds: number | null;
  /** 1 - term / largest term: 0 for the binding one, near 1 for one that hardly matters. */
  readonly slack: number;
}

export interface Bound {
  /** Least possible distribution time; null is infinite. */
  readonly seconds: number | null;
  /** The largest term; null when there are no peers. */
  readonly binding: BindingTerm | null;
  /** All terms that are largest, when there are several. */
  readonly tie?: readonly BindingTerm[];
  /** Only where `seconds` is null. */
  readonly reason?: InfiniteReason;
  readonly terms: readonly BoundTerm[];
}

export interface Bounds {
  readonly clientServer: Bound;
  readonly peerToPeer: Bound;
}

/** Terms computed in different orders still tie within this slack. */
const TIE_TOLERANCE = 1e-12;
const reasons: Readonly<Record<BindingTerm, InfiniteReason>> = {
  'server-upload': 'server-cannot-upload',
  'total-upload': 'server-cannot-upload',
  'slowest-download': 'peer-cannot-download',
};

/**
 * Least times in which the content of a scenario can reach all peers, all there from time 0 and none leaving.
 * @returns seconds (0 without peers, null when it can never be), the binding term, every term with its slack
 * Source: Kurose & Ross, Computer Networking, peer-to-peer file distribution.
 */
export function bounds(scenario: Scenario): Bounds {
  return boundsOf(settingOf(scenario));
}

/** The bounds with another number of peers, the groups scaled in proportion. */
export function boundsAt(scenario: Scenario, peers: number): Bounds {
  return boundsOf(settingAt(scenario, peers));
}

/** A row of bounds for each number of peers: the curve of distribution time against N. */
export function boundCurve(scenario: Scenario, counts: readonly number[]): (Bounds & { readonly peers: number })[] {
  return counts.map((peers) => ({ peers, ...boundsAt(scenario, peers) }));
}

/** Both bounds of a setting: max(N F/us, F/dmin) and max(F/us, F/dmin, N F/(us + U)). */
export function boundsOf({ sizeBits, serverBitrate, peers, totalPeerBitrate, slowestDownload }: Setting): Bounds {
  if (peers === 0) {
    const nothing: Bound = { seconds: 0, binding: null, terms: [] };
    return { clientServer: nothing, peerToPeer: nothing };
  }
  const received = peers * sizeBits;
  const download = sizeBits / slowestDownload;
  return {
    clientServer: largest([['server-upload', received / serverBitrate], ['slowest-download', download]]),
    peerToPeer: largest([
      ['server-upload', sizeBits / serverBitrate],
      ['slowest-download', download],
      ['total-upload', received / (serverBitrate + totalPeerBitrate)],
    ]),
  };
}

function largest(terms: readonly (readonly [BindingTerm, number])[]): Bound {
  const most = Math.max(...terms.map(([, seconds]) => seconds));
  const tied = terms.filter(([, seconds]) => slackOf(seconds, most) <= TIE_TOLERANCE).map(([term]) => term);
  const binding = tied[0] ?? null;
  return {
    seconds: finite(most),
    binding,
    ...(tied.length > 1 ? { tie: tied } : {}),
    ...(most === Infinity && binding ? { reason: reasons[binding] } : {}),
    terms: terms.map(([term, seconds]) => ({ term, seconds: finite(seconds), slack: slackOf(seconds, most) })),
  };
}

function finite(seconds: number): number | null {
  return seconds === Infinity ? null : seconds;
}

function slackOf(seconds: number, most: number): number {
  if (seconds === most) return 0;
  return most === Infinity ? 1 : 1 - seconds / most;
}
