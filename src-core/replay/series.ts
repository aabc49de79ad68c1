import { EventKind } from '../trace/index';
import type { HistoryColumn, Replay } from './types';

/** Points of a chart: at `timeSeconds[i]` the value became `values[i]`, and it holds until the next. */
export interface Series {
  readonly timeSeconds: Float64Array;
  readonly values: Float64Array;
}

/** What a chart draws at most of one series. */
export const MOST_POINTS = 2_000;

/** At most so many points, evenly chosen; the first and the last always. */
export function thin(series: Series, mostPoints = MOST_POINTS): Series {
  const count = series.values.length;
  if (count <= mostPoints) return series;
  const pick = (values: Float64Array) => Float64Array.from({ length: mostPoints }, (_, at) => values[Math.round((at * (count - 1)) / (mostPoints - 1))]!);
  return { timeSeconds: pick(series.timeSeconds), values: pick(series.values) };
}

const historyOf = (replay: Replay, name: HistoryColumn, mostPoints?: number) =>
  thin({ timeSeconds: replay.history.column('timeSeconds').slice(), values: replay.history.column(name).slice() }, mostPoints);

/** Fraction of the content, 0..1, that the peers which have arrived so far hold: on average, the least and the most. */
export function progressSeries(replay: Replay, mostPoints?: number): { readonly mean: Series; readonly min: Series; readonly max: Series } {
  return {
    mean: historyOf(replay, 'meanFraction', mostPoints),
    min: historyOf(replay, 'minFraction', mostPoints),
    max: historyOf(replay, 'maxFraction', mostPoints),
  };
}

/** Fraction of the content that one peer holds. Goes through the whole trace: for one peer that someone asks about, not for all. */
export function peerProgressSeries(replay: Replay, peer: number, mostPoints?: number): Series {
  const seconds: number[] = [];
  for (const { kind, subject, timeSeconds } of replay.reader.chunks)
    for (let at = 0; at < kind.length; at++) {
      if (subject[at] !== peer) continue;
      if (kind[at] === EventKind.pieceCompleted || kind[at] === EventKind.pieceShown || (kind[at] === EventKind.joined && seconds.length === 0)) seconds.push(timeSeconds[at]!);
    }
  const values = Float64Array.from(seconds, (_, held) => held / replay.header.pieceCount);
  return thin({ timeSeconds: Float64Array.from(seconds), values }, mostPoints);
}

/** How many peers have the whole content: one point for each completion, from time 0. */
export function completionSeries(replay: Replay, mostPoints?: number): Series {
  const timeSeconds = Float64Array.from([0, ...replay.history.completedSeconds]);
  return thin({ timeSeconds, values: timeSeconds.map((_, at) => at) }, mostPoints);
}

/** Bits sent so far by the server and by all peers together; a transfer counts when it ends. */
export function uploadedSeries(replay: Replay, mostPoints?: number): { readonly server: Series; readonly peers: Series } {
  return { server: historyOf(replay, 'serverBits', mostPoints), peers: historyOf(replay, 'peersBits', mostPoints) };
}

/** Copies of the rarest piece that are online, the server's included. */
export function rarestCopiesSeries(replay: Replay, mostPoints?: number): Series {
  return historyOf(replay, 'rarestCopies', mostPoints);
}

/** Peers online, without the server. */
export function onlineSeries(replay: Replay, mostPoints?: number): Series {
  return historyOf(replay, 'onlinePeers', mostPoints);
}

/** Neighbours that a peer has, on average over all that are online, the server too. */
export function neighbourSeries(replay: Replay, mostPoints?: number): Series {
  return historyOf(replay, 'meanNeighbours', mostPoints);
}

/** Announces that the tracker has got so far. */
export function announceSeries(replay: Replay, mostPoints?: number): Series {
  return historyOf(replay, 'announces', mostPoints);
}

/**
 * Upload rates over time, bit/s: of the server and of all peers together. Each value is the average until the next point.
 * @param mostPoints spans are taken together until there are no more
 */
export function bitrateSeries({ history, endSeconds }: Replay, mostPoints = MOST_POINTS): { readonly server: Series; readonly peers: Series } {
  const series = (of: 'server' | 'peers'): Series => {
    const bitrates = history.flows.bitrates(of, endSeconds);
    const together = Math.max(1, Math.ceil(bitrates.length / mostPoints));
    const count = Math.ceil(bitrates.length / together);
    const mean = (from: number) => {
      const some = bitrates.subarray(from, from + together);
      return some.reduce((sum, bitrate) => sum + bitrate, 0) / some.length;
    };
    return {
      timeSeconds: Float64Array.from({ length: count }, (_, at) => at * together * history.flows.spanSeconds),
      values: Float64Array.from({ length: count }, (_, at) => mean(at * together)),
    };
  };
  return { server: series('server'), peers: series('peers') };
}
