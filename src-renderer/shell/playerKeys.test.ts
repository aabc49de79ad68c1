import { describe, expect, test } from 'vitest';
import { actionOf } from './playerKeys';

const press = (key: string, code = '', held: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) =>
  actionOf({ key, code, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held });

describe('the keys of a video player', () => {
  test('Space and K play and pause', () => {
    expect(press(' ')).toEqual({ kind: 'menu', action: 'playPause' });
    expect(press('k', 'KeyK')).toEqual({ kind: 'menu', action: 'playPause' });
  });
  test('J, K and L work with the Korean layout too', () => {
    expect(press('ㅓ', 'KeyJ')).toEqual({ kind: 'shuttle', towards: -1 });
    expect(press('ㅣ', 'KeyL')).toEqual({ kind: 'shuttle', towards: 1 });
  });
  test('comma and full stop step by one event', () => {
    expect(press(',')).toEqual({ kind: 'menu', action: 'stepBack' });
    expect(press('.')).toEqual({ kind: 'menu', action: 'stepForward' });
  });
  test('brackets go by kind of event, with Shift by peer, on any layout', () => {
    expect(press('[', 'BracketLeft')).toEqual({ kind: 'menu', action: 'previousOfKind' });
    expect(press('}', 'BracketRight', { shiftKey: true })).toEqual({ kind: 'menu', action: 'nextOfPeer' });
  });
  test('arrows move by one second of watching, with Shift by five', () => {
    expect(press('ArrowRight')).toEqual({ kind: 'nudge', watchSeconds: 1 });
    expect(press('ArrowLeft', '', { shiftKey: true })).toEqual({ kind: 'nudge', watchSeconds: -5 });
  });
  test('a digit goes to that tenth', () => {
    expect(press('7')).toEqual({ kind: 'fraction', fraction: 0.7 });
  });
  test('keys held with Ctrl belong to the menus', () => {
    expect(press('s', 'KeyS', { ctrlKey: true })).toBeNull();
    expect(press('1', 'Digit1', { metaKey: true })).toBeNull();
  });
  test('other keys do nothing', () => {
    expect(press('x', 'KeyX')).toBeNull();
  });
});
