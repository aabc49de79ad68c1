import { shallowReadonly, shallowRef, type ShallowRef } from 'vue';
import type { ChartTheme } from '../charts/theme';
import { onLateFaces } from './fontFaces';

const GROUP_COUNT = 6;

/** A theme of tokens. `text` gives the value of a token such as `--paper`. */
export function themeFrom(text: (token: string) => string): ChartTheme {
  const pixels = (name: string) => Number.parseFloat(text(name));
  return {
    paper: text('--paper'),
    raised: text('--raised'),
    ink: text('--ink'),
    quietInk: text('--ink-quiet'),
    hairline: text('--hairline'),
    clientServer: text('--client-server'),
    peerToPeer: text('--peer-to-peer'),
    real: text('--real'),
    bound: text('--bound'),
    optimistic: text('--optimistic'),
    warning: text('--warning'),
    error: text('--error'),
    focus: text('--focus'),
    groups: Array.from({ length: GROUP_COUNT }, (_, at) => text(`--group-${at + 1}`)),
    fontFamily: text('--family'),
    fontSizePx: pixels('--text-small'),
    lineWidthPx: pixels('--stroke-data'),
  };
}

/** Reads the tokens of `styles/tokens.css` as they stand now. */
function readTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  return themeFrom((token) => style.getPropertyValue(token).trim());
}

const theme: ShallowRef<ChartTheme> = shallowRef(readTheme());
onLateFaces(() => (theme.value = readTheme()));

/** Sets the look of the whole window: which values the tokens have. Everything that uses `useTheme` follows. */
export function applyTheme(dark: boolean, projector: boolean): void {
  const root = document.documentElement;
  root.dataset['theme'] = dark ? 'dark' : 'light';
  root.dataset['projector'] = projector ? 'on' : 'off';
  theme.value = readTheme();
}

/** The values of the tokens now, for what is drawn on a canvas; replaced as a whole when the look changes. */
export const useTheme = (): Readonly<ShallowRef<ChartTheme>> => shallowReadonly(theme);
