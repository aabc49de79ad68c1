import type { RealPlace } from '@core/messages/index';
import { readFile } from 'node:fs/promises';
import { parseMetainfo } from '../peers/metainfo/metainfo';
import { CONTENT_NAME } from '../peers/swarm/meetingPlace';
import type { Ready } from '../peers/swarm/swarm';

/** Where a swarm is, for the window: the torrent file itself instead of its path. @throws system errors */
export async function placeOf({ announceUrl, torrentFile, peers }: Ready): Promise<RealPlace> {
  const torrent = Uint8Array.from(await readFile(torrentFile));
  const metainfo = parseMetainfo(torrent);
  if (!metainfo.ok) throw new Error(`the own torrent is not valid: ${metainfo.fault.code}`);
  return {
    announceUrl, torrent,
    contentName: CONTENT_NAME,
    infoHash: Buffer.from(metainfo.value.infoHash).toString('hex'),
    peers: peers.map(({ id, host, port }) => ({ peer: id, host, port })),
  };
}
