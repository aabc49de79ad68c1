import type { ChartTheme } from '../charts/theme';
import { themeFrom } from './useTheme';

/** Type on an exported page is read from nearer than a screen's. */
const PAGE_FONT_PX = 15;

/** Declarations of `:root` as they stand in the style sheets, whatever values the window shows now. */
function rootDeclarations(): CSSStyleDeclaration[] {
  const rules = Array.from(document.styleSheets).flatMap((sheet) => Array.from(sheet.cssRules));
  return rules.flatMap((rule) => (rule instanceof CSSStyleRule && rule.selectorText === ':root' ? [rule.style] : []));
}

/** The light values of the tokens, for what is drawn on white paper while the window may be dark. */
export function pageTheme(): ChartTheme {
  const declarations = rootDeclarations();
  const text = (token: string): string => {
    const value = declarations.map((style) => style.getPropertyValue(token).trim()).find((found) => found !== '') ?? '';
    const named = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
    return named ? text(named) : value;
  };
  return { ...themeFrom(text), fontSizePx: PAGE_FONT_PX };
}
