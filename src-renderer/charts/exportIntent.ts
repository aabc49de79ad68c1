import type { Paper } from './exportPage';
import type { PngOptions } from './exportPng';

/** What the user wants of a chart; a part only says so, a container does it. */
export type ExportIntent =
  | ({ readonly kind: 'png' } & PngOptions)
  | ({ readonly kind: 'copy' } & PngOptions)
  | { readonly kind: 'svg'; readonly paper: Paper }
  | { readonly kind: 'csv' }
  | { readonly kind: 'json' };
