import type { Clustering } from './clustering';
import type { ClusterBlock, NetworkGeometry } from './networkGeometry';

const MARGIN_PX = 8;
const GAP_PX = 6;
const LARGEST_CELL_PX = 56;
const LEAST_WHOLE_CELL_PX = 8;
/** So much of the height names may take. */
const MOST_NAMES = 0.4;

/**
 * Too many peers for links: the server at the left, the clusters below one another in the middle, and at the right the room
 * for what flows among them. All cells are of one size, the largest that fits.
 * @param fontSizePx of the names
 */
export function layoutClusters({ clusters, of }: Clustering, widthPx: number, heightPx: number, fontSizePx: number): NetworkGeometry {
  const serverHalfPx = Math.max(1, Math.min(18, heightPx / 12));
  const leftPx = Math.round(Math.min(130, Math.max(2 * serverHalfPx + 36, widthPx * 0.16)));
  const rightPx = Math.round(Math.min(90, Math.max(44, widthPx * 0.12)));
  const width = Math.max(1, widthPx - leftPx - rightPx);
  const count = Math.max(1, clusters.length);
  const wantedNamePx = fontSizePx * 1.6;
  const namePx = wantedNamePx * count <= heightPx * MOST_NAMES ? wantedNamePx : 0;
  const room = Math.max(1, heightPx - 2 * MARGIN_PX - count * namePx - (count - 1) * GAP_PX);
  const rowsIn = (columns: number) => clusters.reduce((rows, { peers }) => rows + Math.ceil(peers.length / columns), 0);
  // In whole pixels, so that equal marks have equal pixels; where cells are tiny every part of a pixel counts.
  const cellIn = (columns: number) => (width / columns < LEAST_WHOLE_CELL_PX ? width / columns : Math.floor(width / columns));
  let columns = Math.max(1, Math.ceil(width / LARGEST_CELL_PX));
  // As few columns as fit: the largest square cells.
  while (rowsIn(columns) * cellIn(columns) > room && width / columns > 0.5) columns++;
  const cell = cellIn(columns);
  const x = new Float64Array(of.length);
  const y = new Float64Array(of.length);
  const blocks: ClusterBlock[] = [];
  const usedPx = rowsIn(columns) * cell + count * namePx + (count - 1) * GAP_PX;
  let topPx = Math.max(0, Math.floor((heightPx - usedPx) / 2));
  for (const { peers } of clusters) {
    peers.forEach((peer, at) => {
      x[peer] = leftPx + ((at % columns) + 0.5) * cell;
      y[peer] = topPx + namePx + (Math.floor(at / columns) + 0.5) * cell;
    });
    const block = { leftPx, topPx, widthPx: columns * cell, heightPx: namePx + Math.ceil(peers.length / columns) * cell, namePx };
    blocks.push(block);
    topPx += block.heightPx + GAP_PX;
  }
  x[0] = MARGIN_PX + serverHalfPx;
  y[0] = heightPx / 2;
  return { kind: 'clusters', widthPx, heightPx, x, y, peerRadiusPx: cell * 0.4, serverHalfPx, blocks };
}
