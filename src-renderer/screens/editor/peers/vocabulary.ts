import { columns, optionsOfColumn, type Column } from './columns';

/** The words of both languages for what stands in the table: a sheet in Korean can be pasted into an English window. */
export interface Vocabulary {
  /** The option that a text begins with, and what follows it; null: it begins with none. */
  option(column: Column, text: string): { readonly option: string; readonly rest: string } | null;
  /** The word of an option in the language in use. */
  word(column: Column, option: string): string;
  /** The column that a heading means; `count`: so many peers alike; `none`: a number of the row. */
  heading(text: string): Column | 'count' | 'none' | null;
  /** Words that mean no limit. */
  readonly unlimited: readonly string[];
}

/** What people write besides the words that the window shows. */
const otherOptions: Readonly<Partial<Record<Column, Readonly<Record<string, readonly string[]>>>>> = {
  arrival: { together: ['together', 'at', '함께'], evenly: ['evenly', '차례로'], poisson: ['poisson', 'random', '무작위'] },
  onComplete: { stay: ['stays', 'seed', '남음'], leave: ['leaves', '떠남'], stayFor: ['stays for'], stayForRandom: ['stays about'] },
  interruption: { none: ['no', '-', '없음'], once: ['once', '한 번'], random: ['random', '무작위'] },
  strategy: { standard: ['normal', '일반'], 'free-rider': ['free rider', 'freerider', '무임승차자', '무임승차'] },
  acceptsConnections: { on: ['on', 'yes', 'y', 'true', '1', 'o', '예', '네', '켬', '가능'], off: ['off', 'no', 'n', 'false', '0', 'x', '아니오', '아니요', '끔', '불가'] },
};

const otherHeadings: Readonly<Record<Column | 'count' | 'none', readonly string[]>> = {
  name: ['name', 'group', 'student', 'host', '이름', '그룹', '학생', '호스트'],
  uploadBitrate: ['upload', 'up', 'u', 'ui', 'uplink', '업로드', '업로드 속도', '상향', '올림'],
  downloadBitrate: ['download', 'down', 'd', 'di', 'downlink', '다운로드', '다운로드 속도', '하향', '내림'],
  arrival: ['arrival', 'arrives', 'joins', 'join', 'start', '도착', '도착 시각', '참여', '시작'],
  onComplete: ['on completion', 'when complete', 'afterwards', '완료 후', '다 받으면', '완료'],
  interruption: ['interruption', 'interrupted', '중단'],
  strategy: ['strategy', 'role', 'behaviour', 'behavior', '전략', '역할', '행동'],
  acceptsConnections: ['accepts connections', 'reachable', 'connections', '연결 받기', '연결', '연결 가능'],
  count: ['count', 'peers', 'how many', '피어 수', '수', '대수', '인원', '명'],
  none: ['#', 'no', 'no.', 'nr', 'number', 'peer', '번호', '순번', '피어'],
};

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

/**
 * @param shownOptions the words of an option that the window shows, in every language; the first is of the language in use
 * @param shownHeadings the same of a column
 */
export function createVocabulary(
  shownOptions: (column: Column, option: string) => readonly string[], shownHeadings: (column: Column) => readonly string[], unlimited: readonly string[],
): Vocabulary {
  const optionWords = new Map(columns.map((column) => [column, optionsOfColumn(column)
    .flatMap((option) => [option, ...shownOptions(column, option), ...(otherOptions[column]?.[option] ?? [])].map((word) => ({ option, word: plain(word) })))
    // The longest first: "stays for a time" also begins with "stays".
    .sort((a, b) => b.word.length - a.word.length)]));
  const headings = new Map<string, Column | 'count' | 'none'>();
  for (const key of [...columns, 'count', 'none'] as const)
    for (const word of [...(key === 'count' || key === 'none' ? [] : [key, ...shownHeadings(key)]), ...otherHeadings[key]]) headings.set(plain(word), key);

  return {
    option(column, text) {
      const said = plain(text);
      const found = optionWords.get(column)?.find(({ word }) => said === word || (said.startsWith(word) && /^[\s·;,:(]/.test(said.slice(word.length))));
      return found ? { option: found.option, rest: said.slice(found.word.length).replace(/^[\s·;,:]+/, '') } : null;
    },
    word: (column, option) => shownOptions(column, option)[0] ?? option,
    heading: (text) => headings.get(plain(text)) ?? null,
    unlimited,
  };
}
