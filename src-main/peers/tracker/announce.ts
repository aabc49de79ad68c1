import { get } from 'node:http';
import { assertLoopback, isLoopbackHost, isPort, type LoopbackAddress } from '../loopback';
import { parsed, refused, type Parsed } from '../parsed';
import { MOST_ANSWER_BYTES, parseAnnounceAnswer, type AnswerFaultCode, type HeardAnswer } from './announceAnswer';
import { announceTarget, type AnnounceQuery } from './announceQuery';

export const ANNOUNCE_TIMEOUT_MS = 10_000;

export type AnnounceFaultCode = AnswerFaultCode | 'address' | 'unreachable' | 'late' | 'status' | 'cancelled';
export type Announced = Parsed<HeardAnswer, AnnounceFaultCode>;

export interface AnnounceOptions {
  /** The peer's own address: where the question comes from, and where it listens. */
  readonly from: LoopbackAddress;
  readonly signal: AbortSignal;
  /** For question and answer together; 10 s unless given. */
  readonly timeoutMs?: number;
}

/**
 * Asks a tracker of this machine. No redirect is followed, no name looked up; the own address is taken out of the answer.
 * @returns never rejects: a tracker that is away is a fault like another
 * Source: BEP 3.
 */
export async function announce(announceUrl: string, query: AnnounceQuery, options: AnnounceOptions): Promise<Announced> {
  const { from, signal, timeoutMs = ANNOUNCE_TIMEOUT_MS } = options;
  assertLoopback(from.host);
  const tracker = trackerAddress(announceUrl);
  if (!tracker) return refused('address', announceUrl.slice(0, 200));
  const late = AbortSignal.timeout(timeoutMs);
  const body = await fetchBody({ ...tracker, path: announceTarget(tracker.path, query) }, from.host, AbortSignal.any([signal, late]));
  if (!body.ok && body.fault.code === 'unreachable') {
    if (signal.aborted) return refused('cancelled', '');
    if (late.aborted) return refused('late', timeoutMs);
  }
  if (!body.ok) return body;
  const answer = parseAnnounceAnswer(body.value);
  if (!answer.ok) return answer;
  const others = answer.value.peers.filter(({ host, port }) => host !== from.host || port !== from.port);
  return parsed({ ...answer.value, peers: others });
}

interface TrackerAddress extends LoopbackAddress {
  readonly path: string;
}

/** Where a tracker is, when that is on this machine; null else. The loopback name is answered here, not looked up. */
function trackerAddress(announceUrl: string): TrackerAddress | null {
  if (!URL.canParse(announceUrl)) return null;
  const { protocol, hostname, port, pathname } = new URL(announceUrl);
  const host = hostname === 'localhost' ? '127.0.0.1' : hostname;
  const number = port === '' ? 80 : Number(port);
  return protocol === 'http:' && isLoopbackHost(host) && isPort(number) ? { host, port: number, path: pathname } : null;
}

type Body = Parsed<Uint8Array, 'unreachable' | 'status' | 'tooLong'>;

function fetchBody(to: TrackerAddress, localAddress: string, signal: AbortSignal): Promise<Body> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException) => resolve(refused('unreachable', error.code ?? error.message));
    const request = get({ ...to, localAddress, agent: false, signal }, (response) => {
      const end = (result: Body) => {
        resolve(result);
        request.destroy();
      };
      if (response.statusCode !== 200) return end(refused('status', response.statusCode ?? 0));
      const parts: Uint8Array[] = [];
      let length = 0;
      response.on('data', (part: Uint8Array) => {
        length += part.length;
        if (length > MOST_ANSWER_BYTES) return end(refused('tooLong', length));
        parts.push(part);
      });
      response.on('end', () => end(parsed(Buffer.concat(parts))));
      response.on('error', fail);
    });
    request.on('error', fail);
  });
}
