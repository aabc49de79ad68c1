import type { ExportFile } from '@core/messages/index';

/** A kind of file as dialogs offer it. */
export interface FileKind {
  readonly ending: string;
  /** Key of its name in `menu.json`. */
  readonly nameKey: string;
}

/** Kinds of file that are opened alike. */
export interface OpenKind {
  readonly endings: readonly string[];
  readonly nameKey: string;
}

export const SCENARIO_FILES: FileKind = { ending: '.swarm.json', nameKey: 'menu.dialog.scenarioFiles' };

export const EXPORT_FILES: Readonly<Record<ExportFile['kind'], FileKind>> = {
  png: { ending: '.png', nameKey: 'menu.dialog.pngFiles' },
  svg: { ending: '.svg', nameKey: 'menu.dialog.svgFiles' },
  csv: { ending: '.csv', nameKey: 'menu.dialog.csvFiles' },
  json: { ending: '.json', nameKey: 'menu.dialog.jsonFiles' },
  torrent: { ending: '.torrent', nameKey: 'menu.dialog.torrentFiles' },
};

/** Everything that the lab exports with a stamp in it. */
export const STAMPED_FILES: OpenKind = { endings: ['.png', '.svg', '.csv', '.json', '.html'], nameKey: 'menu.dialog.exportFiles' };
