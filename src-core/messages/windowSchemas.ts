import { z } from 'zod';
import type { ViewLayout, WindowRequests } from './window';

z.config({ jitless: true });

/** No message is larger (safety, section 4). */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

const documentText = z.string().max(MAX_MESSAGE_BYTES);
const name = z.string().max(10_000);
const id = z.string().max(100);
const bytes = z.instanceof(Uint8Array).refine((array) => array.length <= MAX_MESSAGE_BYTES);

/** Far more views than there will ever be. */
const MAX_VIEWS = 100;
const viewId = z.string().max(100);

/** A layout as main keeps it and as the window sends it. */
export const viewLayoutSchema: z.ZodType<ViewLayout> = z.strictObject({
  open: z.array(viewId).max(MAX_VIEWS),
  shares: z.record(viewId, z.number().positive().max(1e6)).refine((shares) => Object.keys(shares).length <= MAX_VIEWS),
});

/** The arguments of each request, as main demands them: the window is a stranger once something has gone wrong in it. */
export const windowRequestSchemas: { readonly [Name in keyof WindowRequests]: z.ZodType<Parameters<WindowRequests[Name]>> } = {
  getStart: z.tuple([]),
  getSite: z.tuple([]),
  openDocument: z.tuple([]),
  openPrivately: z.tuple([]),
  openRecent: z.tuple([id]),
  openDropped: z.tuple([z.string().max(10_000)]),
  openExport: z.tuple([]),
  beginDocument: z.tuple([name]),
  listRecovered: z.tuple([]),
  compareRecovered: z.tuple([id]),
  restoreRecovered: z.tuple([id]),
  discardRecovered: z.tuple([id]),
  saveDocument: z.tuple([documentText]),
  saveDocumentAs: z.tuple([documentText]),
  setUnsaved: z.tuple([documentText.nullable()]),
  exportFile: z.tuple([z.strictObject({ suggestedName: name, kind: z.enum(['png', 'svg', 'csv', 'json', 'torrent']), bytes })]),
  copyImage: z.tuple([bytes]),
  copyText: z.tuple([documentText]),
  setLanguage: z.tuple([z.enum(['en', 'ko'])]),
  setTheme: z.tuple([z.enum(['system', 'light', 'dark'])]),
  setProjector: z.tuple([z.boolean()]),
  commandWindow: z.tuple([z.enum(['zoomIn', 'zoomOut', 'zoomReset', 'fullScreen', 'quit'])]),
  keepLayout: z.tuple([viewLayoutSchema.nullable()]),
  connectEngine: z.tuple([]),
  endEngine: z.tuple([]),
  connectReal: z.tuple([]),
  endReal: z.tuple([]),
  readyToShow: z.tuple([]),
  answerClose: z.tuple([z.boolean()]),
};
