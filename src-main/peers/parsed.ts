/** What came of reading bytes of a stranger: a value, or what is wrong with them. Never an exception. */
export type Parsed<T, Code extends string> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault<Code> };

/** What is wrong, by its code, and the offending number, name or position. The locale words it. */
export interface Fault<Code extends string> {
  readonly code: Code;
  readonly detail: number | string;
}

export function parsed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refused<Code extends string>(code: Code, detail: number | string): { readonly ok: false; readonly fault: Fault<Code> } {
  return { ok: false, fault: { code, detail } };
}
