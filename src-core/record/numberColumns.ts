/*
 * Numbers in columns, each of one meaning: what is alike stands together and packs well. What is written by a `Pen` is read back by an
 * `Eye` in the same order; an eye takes nothing for granted, for the columns may be anybody's.
 */

export interface Pen<Column extends string> {
  put(column: Column, value: number): void;
  /** Writes how far it is from the number that was written there before. */
  step(column: Column, value: number): void;
  readonly columns: Readonly<Record<Column, readonly number[]>>;
}

export function createPen<Column extends string>(names: readonly Column[]): Pen<Column> {
  const columns = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Column, number[]>;
  const last = new Map<Column, number>();
  return {
    columns,
    put: (column, value) => void columns[column].push(value),
    step(column, value) {
      columns[column].push(value - (last.get(column) ?? 0));
      last.set(column, value);
    },
  };
}

/** All throw a RangeError when a column has come to its end, or its next number is not such a one. */
export interface Eye<Column extends string> {
  /** A number of any size. */
  amount(column: Column): number;
  /** A whole number from 0 to below the limit. */
  whole(column: Column, below: number): number;
  /** The inverse of the pen's, held against the limit as `whole` does. */
  step(column: Column, below: number): number;
  /** Nothing may be left over. */
  end(): void;
}

export function createEye<Column extends string>(columns: Readonly<Record<Column, readonly number[]>>): Eye<Column> {
  const at = new Map<Column, number>();
  const last = new Map<Column, number>();

  function amount(column: Column): number {
    const place = at.get(column) ?? 0;
    const value = columns[column][place];
    if (value === undefined) throw new RangeError(`${column}: ends too early`);
    at.set(column, place + 1);
    return value;
  }

  function held(column: Column, value: number, below: number): number {
    if (!Number.isInteger(value) || value < 0 || value >= below) throw new RangeError(`${column}: ${value}`);
    return value;
  }

  return {
    amount,
    whole: (column, below) => held(column, amount(column), below),
    step(column, below) {
      const value = held(column, (last.get(column) ?? 0) + amount(column), below);
      last.set(column, value);
      return value;
    },
    end() {
      for (const column of Object.keys(columns) as Column[]) if ((at.get(column) ?? 0) !== columns[column].length) throw new RangeError(`${column}: too long`);
    },
  };
}
