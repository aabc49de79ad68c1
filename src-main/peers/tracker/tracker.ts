import type { Draw } from '@core/base/index';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sameBytes } from '../byteText';
import { assertLoopback, loopbackHostOf } from '../loopback';
import { ANNOUNCE_PATH, MOST_URL_LENGTH, parseAnnounceQuery } from './announceQuery';
import type { AnnounceEvent, AnnounceQuery, QueryFaultCode } from './announceQuery';
import { encodeAnswer, encodeFailure } from './announceAnswer';
import { createTrackerSwarm, type Member, type TrackerStatistics } from './trackerSwarm';

export const MOST_MEMBERS = 3_000;
/** A client that needs longer than 5 s for its few lines is not one. Node looks every half second. */
const HTTP_LIMITS = { headersTimeout: 5_000, requestTimeout: 5_000, connectionsCheckingInterval: 500, maxHeaderSize: 2 * MOST_URL_LENGTH };
/** Idle strangers may hold 1,000 connections and the swarm goes on. */
const MOST_CONNECTIONS = 1_500;
/** A member is struck out after so many intervals of silence. */
export const SILENT_INTERVALS = 2;

export type TrackerRefusal = QueryFaultCode | 'method' | 'host' | 'otherSwarm' | 'full';

/** What the tracker did, for its log in the lab. */
export type TrackerEvent =
  | {
      readonly kind: 'announce';
      readonly host: string;
      readonly port: number;
      readonly peerId: Uint8Array;
      readonly event: AnnounceEvent | null;
      /** Peers in the answer. */
      readonly toldCount: number;
    }
  | { readonly kind: 'refusal'; readonly host: string; readonly code: TrackerRefusal; readonly detail: number | string }
  | { readonly kind: 'expiry'; readonly host: string; readonly port: number };

type Refuse = (code: TrackerRefusal, detail: number | string, status: number) => void;

export interface TrackerOptions {
  readonly infoHash: Uint8Array;
  /** Seconds between two announces of a peer, >= 1. */
  readonly intervalSeconds: number;
  /** Peers in one answer at most, as the scenario says. */
  readonly mostTold: number;
  readonly draw: Draw;
  readonly nowSeconds: () => number;
  readonly observe: (event: TrackerEvent) => void;
}

export interface Tracker {
  /**
   * Listens on loopback; again on the same port after a stop, or its address in the torrent would be wrong.
   * @throws system errors such as `EADDRINUSE`
   */
  start(host: string): Promise<{ readonly announceUrl: string; readonly port: number }>;
  /** Closes the port and every connection. What it knows of the swarm stays, and ages. */
  stop(): Promise<void>;
  /** From the call of `start` to that of `stop`. */
  readonly isRunning: boolean;
  members(): readonly Member[];
  statistics(): TrackerStatistics;
}

/**
 * The tracker of one swarm over HTTP: it answers GET `/announce`, and nothing else.
 * Source: BEP 3, BEP 23; its choice of peers is `drawTrackerSubset`, as in the simulator.
 */
export function createTracker({ infoHash, intervalSeconds, mostTold, draw, nowSeconds, observe }: TrackerOptions): Tracker {
  const swarm = createTrackerSwarm(MOST_MEMBERS);
  let server: Server | null = null;
  let port = 0;

  function serve(request: IncomingMessage, response: ServerResponse): void {
    // A socket that is gone already has no address any more, and needs no answer.
    const host = loopbackHostOf(request.socket.remoteAddress);
    if (host === null) return void request.socket.destroy();
    const refuse: Refuse = (code, detail, status) => {
      observe({ kind: 'refusal', host, code, detail });
      send(response, status, encodeFailure(`refused: ${code}`));
    };
    if (request.method !== 'GET') return refuse('method', request.method ?? '', 405);
    if (!isLoopbackName(request.headers.host)) return refuse('host', request.headers.host ?? '', 403);
    const query = parseAnnounceQuery(request.url ?? '');
    if (!query.ok) return refuse(query.fault.code, query.fault.detail, STATUS_OF[query.fault.code] ?? 200);
    if (!sameBytes(query.value.infoHash, infoHash)) return refuse('otherSwarm', Buffer.from(query.value.infoHash).toString('hex'), 200);
    answer(query.value, host, response, refuse);
  }

  function answer(query: AnnounceQuery, host: string, response: ServerResponse, refuse: Refuse): void {
    strikeOutSilent();
    if (!swarm.register(query, host, nowSeconds())) return refuse('full', MOST_MEMBERS, 200);
    const { peerId, event, isCompact, wanted } = query;
    const told = event === 'stopped' ? [] : swarm.subset({ host, port: query.port }, Math.min(wanted, mostTold), draw);
    observe({ kind: 'announce', host, port: query.port, peerId, event, toldCount: told.length });
    const { completeCount, incompleteCount } = swarm.statistics();
    send(response, 200, encodeAnswer({ intervalSeconds, completeCount, incompleteCount, peers: told }, isCompact));
  }

  function strikeOutSilent(): void {
    const silent = swarm.expire(nowSeconds(), SILENT_INTERVALS * intervalSeconds);
    for (const member of silent) observe({ kind: 'expiry', host: member.host, port: member.port });
  }

  return {
    async start(host) {
      assertLoopback(host);
      if (server) throw new Error('the tracker is running');
      const started = createServer(HTTP_LIMITS, serve);
      started.maxConnections = MOST_CONNECTIONS;
      server = started;
      try {
        started.listen(port, host);
        await once(started, 'listening');
      } catch (error) {
        server = null;
        throw error;
      }
      port = (started.address() as AddressInfo).port;
      return { announceUrl: `http://${host}:${port}${ANNOUNCE_PATH}`, port };
    },
    async stop() {
      const stopped = server;
      server = null;
      if (!stopped) return;
      const closed = once(stopped, 'close');
      stopped.close();
      stopped.closeAllConnections();
      await closed;
    },
    get isRunning() {
      return server !== null;
    },
    members() {
      strikeOutSilent();
      return swarm.members();
    },
    statistics() {
      strikeOutSilent();
      return swarm.statistics();
    },
  };
}

/** Nonsense about HTTP is told by HTTP; what BEP 3 names is told in the answer, with status 200. */
const STATUS_OF: Readonly<Partial<Record<QueryFaultCode, number>>> = { path: 404, urlLength: 414 };

/** A page of the web whose name was made to mean this machine (DNS rebinding) sends another name here. HTTP/1.0 sends none. */
function isLoopbackName(host: string | undefined): boolean {
  return host === undefined || host === 'localhost' || host.startsWith('localhost:') || loopbackHostOf(host.replace(/:\d+$/, '')) !== null;
}

function send(response: ServerResponse, status: number, body: Uint8Array): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', 'Content-Length': body.length, Connection: 'close' });
  response.end(body);
}
