import { newPeerGroup, type Scenario } from '@core/scenario/index';
import { boundsOf, type Bounds } from '@core/theory/index';

/** How the homework's 15 Gbit are read: as SI has it, or as the published solution does. */
export const readings = { si: 15e9, published: 15 * 1024 * 1e6 } as const;
export type Reading = keyof typeof readings;

/** Kurose & Ross, homework on distribution times: us = 30 Mbit/s, d = 2 Mbit/s, three upload rates, three numbers of peers. */
const homework = { serverBitrate: 30e6, slowestDownload: 2e6 };
export const homeworkUploads = [300e3, 700e3, 2e6] as const;
export const homeworkPeers = [10, 100, 1000] as const;

/** One cell of the homework, with both of its bounds. */
export interface HomeworkCell {
  readonly peers: number;
  readonly uploadBitrate: number;
  readonly bounds: Bounds;
}

/** The homework's table, computed: a row for each number of peers, a cell for each upload rate. */
export function homeworkTable(reading: Reading): readonly (readonly HomeworkCell[])[] {
  return homeworkPeers.map((peers) =>
    homeworkUploads.map((uploadBitrate) => ({
      peers,
      uploadBitrate,
      bounds: boundsOf({ ...homework, sizeBits: readings[reading], peers, totalPeerBitrate: peers * uploadBitrate }),
    })),
  );
}

interface Numbers {
  readonly sizeBits: number;
  readonly serverBitrate: number;
  readonly peers: number;
  readonly uploadBitrate: number;
  readonly downloadBitrate: number;
}

/** The scenario with these numbers: 500 pieces, one group of peers who are all there from the start and stay. Server and protocol keep their rules. */
function withNumbers(scenario: Scenario, { sizeBits, serverBitrate, peers, uploadBitrate, downloadBitrate }: Numbers): Scenario {
  const fresh = newPeerGroup();
  const group = { ...fresh, name: scenario.peerGroups[0]?.name ?? fresh.name };
  return {
    ...scenario,
    content: { ...scenario.content, sizeBits, pieceBits: Math.ceil(sizeBits / 500) },
    server: { ...scenario.server, uploadBitrate: serverBitrate },
    peerGroups: [{ ...group, count: peers, uploadBitrate, downloadBitrate }],
  };
}

/** The scenario with the numbers of one cell of the homework. */
export function withHomework(scenario: Scenario, reading: Reading, { peers, uploadBitrate }: Pick<HomeworkCell, 'peers' | 'uploadBitrate'>): Scenario {
  return withNumbers(scenario, { sizeBits: readings[reading], serverBitrate: homework.serverBitrate, peers, uploadBitrate, downloadBitrate: homework.slowestDownload });
}

/** The scenario with the numbers of the one-hour figure: F/u = 1 h, us = 10 u, dmin = us. */
export function withOneHour(scenario: Scenario): Scenario {
  return withNumbers(scenario, { sizeBits: 3.6e9, serverBitrate: 10e6, peers: 30, uploadBitrate: 1e6, downloadBitrate: 10e6 });
}
