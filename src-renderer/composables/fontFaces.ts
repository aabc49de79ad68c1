/** The family of `--family`: letters of both languages in many files of a few letters each. */
const FAMILY = "'Noto Sans KR Variable'";

/**
 * Loads the files that hold the letters of a text, and no others: all of them take half a second of a processor.
 * The other letters come when they are first drawn; `useTheme` has canvases drawn again then.
 */
export async function loadFacesOf(text: string): Promise<void> {
  await document.fonts.load(`1em ${FAMILY}`, text);
}
