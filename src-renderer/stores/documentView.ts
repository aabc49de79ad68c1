import type { Scenario } from '@core/scenario/index';
import { z } from 'zod';

const chosenRun = z.object({ architecture: z.enum(['client-server', 'peer-to-peer', 'fluid-schedule', 'real']), seed: z.int().min(0) });
const part = z.number().min(0).max(1);
const peerPlace = z.object({ peer: z.int().min(0), x: part, y: part });
// Each part is read for itself: a file whose view was written by hand, or by a later version, still opens.
const documentView = z.object({
  /** The screen that was open, by the name of its route. */
  screen: z.string().max(40).optional().catch(undefined),
  /** Speed of the playback, as a factor; `fastest`: as fast as the run is computed, for which JSON has no number. */
  speed: z.union([z.number().positive(), z.literal('fastest')]).optional().catch(undefined),
  /** The panel that was unfolded. */
  panel: z.string().max(40).optional().catch(undefined),
  /** The runs that were looked at: run again, they are the same. */
  runs: z.array(chosenRun).max(100).optional().catch(undefined),
  /** Peers that were put elsewhere in the drawing. */
  places: z.array(peerPlace).max(1000).optional().catch(undefined),
});

/** How the window stood when the document was saved; says nothing about any result. */
export type DocumentView = Readonly<z.infer<typeof documentView>>;

/** Takes the view, which the file keeps under `view`, apart from the scenario. A view that cannot be read is an empty one. */
export function withoutView(file: Scenario): { readonly scenario: Scenario; readonly view: DocumentView } {
  const { view, ...scenario }: Scenario & { readonly view?: unknown } = file;
  const read = documentView.safeParse(view ?? {});
  return { scenario, view: read.success ? read.data : {} };
}

/** The scenario as it is saved, with the view; without one that says nothing. */
export function withView(scenario: Scenario, view: DocumentView): Scenario {
  // Always in the order of the schema: what is opened and saved again is the same, byte for byte.
  const { screen, speed, panel, runs, places } = view;
  const parts = Object.entries({ screen, speed, panel, runs, places }).filter(([, part]) => part !== undefined);
  return parts.length > 0 ? Object.assign({ ...scenario }, { view: Object.fromEntries(parts) }) : scenario;
}
