import { statisticalLaws, type Measured } from '../../src-core/laws/statistics/index';
import { seedsUpTo } from '../../src-core/laws/swarm';

/** What a worker thread does: all runs of one law. @param id `S1` */
export default function work(id: string): Measured {
  const law = statisticalLaws.find((one) => one.id === id);
  if (!law) throw new Error(`there is no law ${id}`);
  return law.measure(seedsUpTo(law.fullSeeds));
}
