/** Hundredths of a pixel: finer than any printer. */
export const decimal = (value: number): string => String(Math.round(value * 100) / 100);

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Characters that no XML file may hold, however they are written. XML 1.0, section 2.2. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** They turn the direction of what follows, and so show a name as another one (Unicode, UAX 9, explicit formatting characters). */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Any text as content or attribute of an XML element. */
export const xmlText = (text: string): string => text.replace(FORBIDDEN, '').replace(TURNS, '').replace(/[&<>"]/g, (letter) => escapes[letter]!);

export type Attributes = Readonly<Record<string, string | number | null>>;

/** An element of XML. Attributes of null are left out, numbers are cut to hundredths; the content is XML already. */
export function xmlElement(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? decimal(value) : xmlText(value!)}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Colour and opacity apart, as SVG 1.1 wants them: `rgba()` is read by browsers only. */
export function paintOf(style: string): { readonly colour: string; readonly opacity: number } {
  const parts = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(style);
  return parts ? { colour: `rgb(${parts[1]},${parts[2]},${parts[3]})`, opacity: Number(parts[4]) } : { colour: style, opacity: 1 };
}

/** Families that have Hangul, by system, for where the lab's own font is not installed. */
const KOREAN_FAMILIES = ["'Noto Sans KR'", "'Noto Sans CJK KR'", "'Malgun Gothic'", "'Apple SD Gothic Neo'", 'NanumGothic'];

/** The families of the lab with those of other computers behind them, the generic one last. */
export function portableFamilies(family: string): string {
  const own = family.split(',').map((name) => name.trim());
  return [...own.slice(0, -1), ...KOREAN_FAMILIES, ...own.slice(-1)].join(', ');
}
