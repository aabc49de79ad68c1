/** So many spans of time at most; when the run outgrows them each becomes twice as long. */
const BINS = 512;
const FIRST_SPAN_SECONDS = 2 ** -10;

/**
 * How many bits went out in which span of time, from the server and from all peers together. A transfer counts in each
 * span that it lasted through, at its average rate: counted where it ends, transfers that end together would look like bursts.
 */
export class FlowBins {
  spanSeconds = FIRST_SPAN_SECONDS;
  private readonly server = new Float64Array(BINS);
  private readonly peers = new Float64Array(BINS);

  /** @param endSeconds not before any time at which a span began that was read already */
  add(isFromServer: boolean, bits: number, beganSeconds: number, endSeconds: number): void {
    while (endSeconds >= BINS * this.spanSeconds) this.double();
    const out = isFromServer ? this.server : this.peers;
    const span = this.spanSeconds;
    const first = Math.floor(beganSeconds / span);
    const last = Math.floor(endSeconds / span);
    if (first === last) {
      out[last]! += bits;
      return;
    }
    const bitrate = bits / (endSeconds - beganSeconds);
    out[first]! += bitrate * ((first + 1) * span - beganSeconds);
    for (let bin = first + 1; bin < last; bin++) out[bin]! += bitrate * span;
    out[last]! += bitrate * (endSeconds - last * span);
  }

  /**
   * Average rate in each span up to that time, bit/s; the last span may be cut short by it.
   * @param of who sends
   */
  bitrates(of: 'server' | 'peers', untilSeconds: number): Float64Array {
    const span = this.spanSeconds;
    const count = Math.min(BINS, Math.ceil(untilSeconds / span));
    const bits = of === 'server' ? this.server : this.peers;
    return Float64Array.from({ length: count }, (_, bin) => bits[bin]! / Math.min(span, untilSeconds - bin * span));
  }

  private double(): void {
    for (const bits of [this.server, this.peers]) {
      for (let bin = 0; bin < BINS / 2; bin++) bits[bin] = bits[2 * bin]! + bits[2 * bin + 1]!;
      bits.fill(0, BINS / 2);
    }
    this.spanSeconds *= 2;
  }
}
