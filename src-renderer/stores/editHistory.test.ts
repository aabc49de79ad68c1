import { describe, expect, it } from 'vitest';
import { movedTo, sealed, shown, startHistory, withEdit, type EditHistory } from './editHistory';

const same = (a: number, b: number) => a === b;
const opened = startHistory({ key: 'opened' }, 0);
const edited = (history: EditHistory<number>, value: number, mergeAs?: string) => withEdit(history, { key: 'edit', mergeAs }, value, same);

describe('the edit history', () => {
  it('shows the last edit and goes back to every one before', () => {
    const history = edited(edited(opened, 1), 2);
    expect(shown(history)).toBe(2);
    expect([0, 1, 2].map((at) => shown(movedTo(history, at)))).toEqual([0, 1, 2]);
  });

  it('merges typing in one field into one step', () => {
    const history = edited(edited(edited(opened, 3, 'size'), 30, 'size'), 300, 'size');
    expect(history.entries.map((entry) => entry.value)).toEqual([0, 300]);
  });

  it('keeps apart two fields, and one field that was left and entered again', () => {
    const two = edited(edited(opened, 3, 'size'), 4, 'count');
    const again = edited(sealed(edited(opened, 3, 'size')), 4, 'size');
    expect([two.entries.length, again.entries.length]).toEqual([3, 3]);
  });

  it('has no step for an edit that changes nothing, nor for one that was typed back', () => {
    expect(edited(opened, 0)).toBe(opened);
    expect(edited(edited(opened, 3, 'size'), 0, 'size').entries.length).toBe(1);
  });

  it('forgets what was undone once there is another edit', () => {
    const history = edited(movedTo(edited(edited(opened, 1), 2), 1), 9);
    expect(history.entries.map((entry) => entry.value)).toEqual([0, 1, 9]);
  });

  it('never merges into a step that was reached by undo', () => {
    const history = edited(movedTo(edited(edited(opened, 1, 'size'), 2), 1), 5, 'size');
    expect(history.entries.map((entry) => entry.value)).toEqual([0, 1, 5]);
  });

  it('stays where it is when there is nothing further', () => {
    expect(movedTo(opened, -1)).toBe(opened);
    expect(movedTo(opened, 1)).toBe(opened);
  });

  it('keeps the last 500 steps', () => {
    let history = opened;
    for (let value = 1; value <= 600; value += 1) history = edited(history, value);
    expect(history.entries.length).toBe(501);
    expect(shown(history)).toBe(600);
  });
});
