/** The family of `--family`: letters of both languages in many files of a few letters each. */
const FAMILY = "'Noto Sans KR Variable'";

/** Files that were there before anything was drawn. The news of them may come after the first picture, which is no reason to draw it again. */
const early = new WeakSet<FontFace>();

/**
 * Loads the files that hold the letters of a text, and no others: all of them take half a second of a processor.
 * Call it before anything is drawn; other letters come when they are first drawn, and are told by `onLateFaces`.
 */
export async function loadFacesOf(text: string): Promise<void> {
  for (const face of await document.fonts.load(`1em ${FAMILY}`, text)) early.add(face);
}

/** Letters that were not there yet stand on canvases as boxes, and unlike text on the page they stay so until they are drawn again. */
export function onLateFaces(drawAgain: () => void): void {
  document.fonts.addEventListener('loadingdone', ({ fontfaces }) => {
    if (fontfaces.some((face) => !early.has(face))) drawAgain();
  });
}
