import { readonly, shallowRef } from 'vue';

/** `info` fades after a while; `warning` and `error` stay until they are put away. */
export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'warning' | 'error';
  readonly text: string;
  /** More lines below the sentence: one for each field of a file, for example. */
  readonly lines: readonly string[];
  /** A way out, as a button; null: none. */
  readonly way: NoticeWay | null;
}

export interface NoticeWay {
  readonly words: string;
  readonly take: () => void;
}

const INFO_MS = 6_000;
const SHOWN_AT_ONCE = 4;

const notices = shallowRef<readonly Notice[]>([]);
let noticeCount = 0;

function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

function notify(kind: Notice['kind'], text: string, lines: readonly string[] = [], way: NoticeWay | null = null): void {
  const notice = { id: ++noticeCount, kind, text, lines, way };
  // What is said twice in a row stands once.
  const others = notices.value.filter((other) => other.text !== text);
  notices.value = [...others, notice].slice(-SHOWN_AT_ONCE);
  if (kind === 'info') setTimeout(() => dismiss(notice.id), INFO_MS);
}

/** Messages at the edge of the window, read out by a screen reader. Texts are already in the user's language. */
export const useNotices = () => ({ notices: readonly(notices), notify, dismiss });
