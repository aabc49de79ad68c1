/** Three deaths in so short a time are no accident: the fourth start is asked about. */
const DEATHS = 3;
const WITHIN_MS = 5 * 60_000;

export interface EngineDeaths {
  add(nowMs: number): void;
  /** Whether it died so often of late that the user must be asked before it starts again. */
  areTooMany(nowMs: number): boolean;
  forget(): void;
}

export function createEngineDeaths(): EngineDeaths {
  let times: number[] = [];
  return {
    add(nowMs) {
      times = [...times.slice(-(DEATHS - 1)), nowMs];
    },
    areTooMany: (nowMs) => times.filter((time) => nowMs - time <= WITHIN_MS).length >= DEATHS,
    forget() {
      times = [];
    },
  };
}
