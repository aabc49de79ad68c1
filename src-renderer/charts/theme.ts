/**
 * What charts and canvas drawings take from `tokens.css`: colours as CSS strings, sizes in CSS pixels.
 * `useTheme()` reads it once per change of theme; drawings never read a style themselves.
 */
export interface ChartTheme {
  readonly paper: string;
  readonly raised: string;
  readonly ink: string;
  readonly quietInk: string;
  readonly hairline: string;
  readonly clientServer: string;
  readonly peerToPeer: string;
  readonly real: string;
  readonly bound: string;
  readonly optimistic: string;
  readonly warning: string;
  readonly error: string;
  readonly focus: string;
  /** Second marks of the peer groups after their letters, in the order of the groups; repeated when there are more groups. */
  readonly groups: readonly string[];
  readonly fontFamily: string;
  /** Size of small text, 13 (projector 18). */
  readonly fontSizePx: number;
  /** Width of a data line, 2 (projector 3). */
  readonly lineWidthPx: number;
}
