import type { Architecture } from '@core/trace/index';
import type { ChartSeries, SeriesPattern } from './spec';
import type { ChartTheme } from './theme';

export function architectureColour(architecture: Architecture, theme: ChartTheme): string {
  switch (architecture) {
    case 'client-server': return theme.clientServer;
    // The schedule is peer-to-peer as theory would have it.
    case 'fluid-schedule':
    case 'peer-to-peer': return theme.peerToPeer;
    case 'real': return theme.real;
  }
}

/** Bounds, the schedule that meets one, and references are ink, whatever they belong to: the dash says that they are no measurement. */
export function seriesColour({ role }: Pick<ChartSeries, 'role'>, theme: ChartTheme): string {
  if (role === 'bound' || role === 'fluid-schedule') return theme.bound;
  if (role === 'reference' || role === 'peer' || role === 'idle') return theme.quietInk;
  return architectureColour(role, theme);
}

const patterns: Readonly<Record<SeriesPattern, readonly number[]>> = { solid: [], dotted: [2, 3], dashed: [7, 4], dashDotted: [7, 3, 2, 3], sparse: [2, 7] };
const laterPatterns = ['dotted', 'dashed', 'dashDotted', 'sparse'] as const satisfies readonly SeriesPattern[];

/** Pattern of the nth line (from 0) of a colour whose first line is solid; they come round again where there are many. */
export const laterPattern = (nth: number): SeriesPattern => laterPatterns[nth % laterPatterns.length]!;

/** Lengths of stroke and gap in CSS pixels; empty: solid. The two bounds differ, for they often stand in one chart. */
export function seriesDash({ role, of, pattern }: Pick<ChartSeries, 'role' | 'of' | 'pattern'>): readonly number[] {
  if (role === 'bound') return of === 'client-server' ? [10, 5] : [5, 4];
  if (role === 'reference') return [2, 4];
  if (role === 'fluid-schedule' && pattern === undefined) return [9, 3, 2, 3];
  return patterns[pattern ?? 'solid'];
}

/** Squares, circles and triangles tell the architectures apart without colour. */
export function seriesMarker({ role }: Pick<ChartSeries, 'role'>): 'rect' | 'circle' | 'triangle' | 'line' {
  switch (role) {
    case 'client-server': return 'rect';
    case 'peer-to-peer': return 'circle';
    case 'real': return 'triangle';
    default: return 'line';
  }
}
