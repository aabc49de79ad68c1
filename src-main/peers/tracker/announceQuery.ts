import { byteText } from '../byteText';
import { isPort } from '../loopback';
import { SHA1_BYTES } from '../metainfo/metainfo';
import { parsed, refused, type Parsed } from '../parsed';
import { percentDecode, percentEncode } from './percentBytes';

export const ANNOUNCE_PATH = '/announce';
export const MOST_URL_LENGTH = 8 * 1024;
export const MOST_WANTED = 200;
/** What a client gets that does not say how many it wants: the usual figure of trackers. */
const USUALLY_WANTED = 50;

export type AnnounceEvent = 'started' | 'completed' | 'stopped';

/** What a peer tells a tracker (BEP 3). */
export interface AnnounceQuery {
  readonly infoHash: Uint8Array;
  readonly peerId: Uint8Array;
  readonly port: number;
  readonly uploadedBytes: number;
  readonly downloadedBytes: number;
  readonly leftBytes: number;
  /** None: one of the regular announces. */
  readonly event: AnnounceEvent | null;
  /** Six bytes for each peer (BEP 23). */
  readonly isCompact: boolean;
  /** Peers wanted, 0 to 200. */
  readonly wanted: number;
}

export type QueryFaultCode =
  | 'urlLength' | 'path' | 'encoding' | 'repeated'
  | 'infoHash' | 'peerId' | 'port' | 'amount' | 'event' | 'wanted';

/** Path and query of an announce. */
export function announceTarget(path: string, query: AnnounceQuery): string {
  const { infoHash, peerId, port, uploadedBytes, downloadedBytes, leftBytes, event, isCompact, wanted } = query;
  const parts = [
    `info_hash=${percentEncode(infoHash)}`,
    `peer_id=${percentEncode(peerId)}`,
    `port=${port}`,
    `uploaded=${uploadedBytes}`,
    `downloaded=${downloadedBytes}`,
    `left=${leftBytes}`,
    ...(event ? [`event=${event}`] : []),
    `compact=${Number(isCompact)}`,
    `numwant=${wanted}`,
  ];
  return `${path}?${parts.join('&')}`;
}

/**
 * Reads the target of a GET request, strictly: a parameter comes once, a number is a whole one. Parameters we do not
 * know are passed over, among them `ip`: where a peer is, its socket tells.
 * @returns never throws; the fault's detail is what was found
 */
export function parseAnnounceQuery(target: string): Parsed<AnnounceQuery, QueryFaultCode> {
  if (target.length > MOST_URL_LENGTH) return refused('urlLength', target.length);
  const [path, query = ''] = splitOnce(target, '?');
  if (path !== ANNOUNCE_PATH) return refused('path', path.slice(0, 100));
  const parameters = new Map<string, Uint8Array>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const [key, text = ''] = splitOnce(part, '=');
    const value = percentDecode(text);
    if (!value) return refused('encoding', key.slice(0, 100));
    if (parameters.has(key)) return refused('repeated', key.slice(0, 100));
    parameters.set(key, value);
  }
  return readParameters(parameters);
}

function readParameters(parameters: ReadonlyMap<string, Uint8Array>): Parsed<AnnounceQuery, QueryFaultCode> {
  const textOf = (key: string) => byteText(parameters.get(key) ?? new Uint8Array(0));
  const infoHash = parameters.get('info_hash');
  const peerId = parameters.get('peer_id');
  if (infoHash?.length !== SHA1_BYTES) return refused('infoHash', infoHash?.length ?? 0);
  if (peerId?.length !== 20) return refused('peerId', peerId?.length ?? 0);
  const port = wholeNumber(textOf('port'));
  if (port === null || !isPort(port)) return refused('port', textOf('port').slice(0, 20));
  const amounts = ['uploaded', 'downloaded', 'left'].map((key) => wholeNumber(textOf(key)));
  const [uploadedBytes = null, downloadedBytes = null, leftBytes = null] = amounts;
  if (uploadedBytes === null || downloadedBytes === null || leftBytes === null) return refused('amount', amounts.indexOf(null));
  const event = eventOf(textOf('event'));
  if (event === undefined) return refused('event', textOf('event').slice(0, 20));
  const wanted = wantedOf(textOf('numwant'));
  if (wanted === null) return refused('wanted', textOf('numwant').slice(0, 20));
  const isCompact = textOf('compact') === '1';
  return parsed({ infoHash, peerId, port, uploadedBytes, downloadedBytes, leftBytes, event, isCompact, wanted });
}

/** `empty` is how some clients write that there is no event. */
function eventOf(text: string): AnnounceEvent | null | undefined {
  if (text === '' || text === 'empty') return null;
  return text === 'started' || text === 'completed' || text === 'stopped' ? text : undefined;
}

/** Clients write -1 where they leave it to the tracker. */
function wantedOf(text: string): number | null {
  if (text === '' || text === '-1') return USUALLY_WANTED;
  const wanted = wholeNumber(text);
  return wanted === null ? null : Math.min(MOST_WANTED, wanted);
}

/** Digits only, within 2^53; null else: `80.5`, `1e3`, ` 7` and an empty text are no whole numbers. */
function wholeNumber(text: string): number | null {
  if (!/^\d{1,16}$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
