import { restoreCheckpoint, takeCheckpoint, type Checkpoint } from './checkpoint';
import type { Swarm } from './swarm';

/** Rows between two checkpoints, as long as they fit into the memory they may take. */
export const CHECKPOINT_ROWS = 32_768;
/** Up to that size together; beyond it every other one is given up, and so on. */
const MOST_BYTES = 192 * 2 ** 20;

/** Checkpoints at even distances, from which any row is near. Counted in rows that have happened, so 0 is the start line. */
export class Checkpoints {
  private readonly kept: Checkpoint[] = []; // the n-th stands after (n + 1) * stride rows
  private stride = CHECKPOINT_ROWS;
  private bytes = 0;

  constructor(private readonly mostBytes = MOST_BYTES) {}

  /** To be called after each row of the newest swarm, with how many have happened. */
  offer(happened: number, swarm: Swarm): void {
    if (happened % this.stride !== 0) return;
    const checkpoint = takeCheckpoint(swarm);
    this.kept.push(checkpoint);
    this.bytes += checkpoint.byteLength;
    while (this.bytes > this.mostBytes && this.kept.length > 1) this.thin();
  }

  /** Where the last checkpoint stands that is not beyond so many rows. */
  before(happened: number): number {
    return Math.min(this.kept.length, Math.floor(happened / this.stride)) * this.stride;
  }

  /** Puts a swarm where `before` said. */
  restore(happened: number, swarm: Swarm): void {
    if (happened === 0) swarm.reset();
    else restoreCheckpoint(this.kept[happened / this.stride - 1]!, swarm);
  }

  private thin(): void {
    const left = this.kept.filter((_, index) => index % 2 === 1);
    this.kept.splice(0, this.kept.length, ...left);
    this.stride *= 2;
    this.bytes = left.reduce((sum, checkpoint) => sum + checkpoint.byteLength, 0);
  }
}
