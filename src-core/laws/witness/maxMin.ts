/** A flow from the uplink of one peer to the downlink of another, by their numbers. */
export interface Flow {
  readonly from: number;
  readonly to: number;
}

interface Link {
  readonly name: string;
  left: number;
  readonly capacity: number;
  readonly flows: number[];
}

function linksOf(flows: readonly Flow[], upload: ArrayLike<number>, download: ArrayLike<number>): Link[] {
  const links = new Map<string, Link>();
  const use = (name: string, capacity: number, flow: number) => {
    const link = links.get(name) ?? { name, left: capacity, capacity, flows: [] };
    link.flows.push(flow);
    links.set(name, link);
  };
  flows.forEach(({ from, to }, flow) => {
    use(`uplink of ${from}`, upload[from]!, flow);
    if (download[to]! < Infinity) use(`downlink of ${to}`, download[to]!, flow);
  });
  return [...links.values()];
}

/**
 * Max-min fair rates by progressive filling as the textbook tells it: all rates rise together until a link is full, the flows
 * of that link stand, the others go on. Slow and plain, to judge the simulator by. Source: Bertsekas & Gallager, section 6.5.
 */
export function maxMinRates(flows: readonly Flow[], upload: ArrayLike<number>, download: ArrayLike<number>): number[] {
  const links = linksOf(flows, upload, download);
  const rates = new Array<number>(flows.length).fill(NaN);
  const rising = (link: Link) => link.flows.filter((flow) => Number.isNaN(rates[flow]!));
  for (;;) {
    const open = links.filter((link) => rising(link).length > 0);
    if (open.length === 0) return rates;
    const rate = Math.min(...open.map((link) => link.left / rising(link).length));
    const full = open.find((link) => link.left / rising(link).length === rate)!;
    for (const flow of rising(full)) {
      rates[flow] = rate;
      for (const link of links) if (link.flows.includes(flow)) link.left = Math.max(0, link.left - rate);
    }
  }
}

/**
 * What speaks against rates being max-min fair: a link over its capacity by more than 1e-12, or a flow without a full link on
 * which no other is faster. Empty when nothing does.
 */
export function objectionsTo(rates: readonly number[], flows: readonly Flow[], upload: ArrayLike<number>, download: ArrayLike<number>): string[] {
  const links = linksOf(flows, upload, download);
  const load = (link: Link) => link.flows.reduce((sum, flow) => sum + rates[flow]!, 0);
  const over = links.filter((link) => load(link) > link.capacity * (1 + 1e-12)).map((link) => `${link.name} carries ${load(link)} of ${link.capacity}`);
  const holdsBack = (link: Link, flow: number) =>
    link.flows.includes(flow) && load(link) >= link.capacity * (1 - 1e-9) && link.flows.every((other) => rates[other]! <= rates[flow]! * (1 + 1e-9));
  const free = flows.flatMap(({ from, to }, flow) => (links.some((link) => holdsBack(link, flow)) ? [] : [`nothing holds back ${from} to ${to} at ${rates[flow]}`]));
  return [...over, ...free];
}
