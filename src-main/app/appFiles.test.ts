import path from 'node:path';
import { expect, test } from 'vitest';
import { attacks } from '@core/base/attacks.testKit';
import { createEngineDeaths } from './engineDeaths';
import { fileArgument } from './fileArgument';
import { safeFileName, withEnding } from './fileNames';
import { fitBounds } from './windowBounds';

test('the file on the command line is found among flags, and not taken for the folder of a development start', () => {
  expect(fileArgument(['lab', '--no-sandbox', 'a.swarm.json'], '/home/kim', false)).toBe(path.resolve('/home/kim/a.swarm.json'));
  expect(fileArgument(['electron', '--user-data-dir=x', '.', '/tmp/b.json'], '/home/kim', true)).toBe(path.resolve('/tmp/b.json'));
  expect(fileArgument(['electron', '.'], '/home/kim', true)).toBe(null);
  expect(fileArgument(['lab'], '/home/kim', false)).toBe(null);
});

test.each([
  ['교과서: 피어 30대', '교과서 피어 30대.png'],
  ['../../etc/passwd', 'etc passwd.png'],
  ['C:\\Windows\\x', 'C Windows x.png'],
  ['CON', 'swarm-lab CON.png'],
  ['aux.tar', 'swarm-lab aux.tar.png'],
  ['  ... ', 'swarm-lab.png'],
  ['chart.png', 'chart.png'],
  ['a\u202egnp.exe', 'a gnp.exe.png'],
  ['a\u0000b\nc', 'a b c.png'],
  ['\ud800x', 'x.png'],
])('%j becomes a file name that every system takes', (text, name) => {
  expect(safeFileName(text, '.png')).toBe(name);
});

test('none of a hundred attacks becomes a file name that leads elsewhere or hides its ending', () => {
  for (const attack of attacks) {
    const name = safeFileName(attack, '.csv');
    expect(path.win32.basename(name)).toBe(name);
    expect(path.win32.resolve('C:\\course', name)).toBe(`C:\\course\\${name}`);
    expect(name).toMatch(/^(?!(con|prn|aux|nul)\b)[^\p{Cc}\p{Cf}]{1,104}\.csv$/iu);
  }
});

test('a name of a megabyte is cut', () => {
  expect(safeFileName('피'.repeat(1_000_000), '.csv')).toBe(`${'피'.repeat(100)}.csv`);
});

test('an ending is added only where none was typed', () => {
  expect(withEnding('/a/b', '.swarm.json')).toBe('/a/b.swarm.json');
  expect(withEnding('/a.b/c', '.png')).toBe('/a.b/c.png');
  expect(withEnding('/a/b.json', '.swarm.json')).toBe('/a/b.json');
});

const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
const at = (x: number, y: number, width = 1280, height = 800) => fitBounds({ x, y, width, height, isMaximized: false }, screens);

test('the window opens where it stood, wholly on its screen', () => {
  expect(at(100, 50)).toEqual({ x: 100, y: 50, width: 1280, height: 800 });
  expect(at(900, 50)).toEqual({ x: 640, y: 50, width: 1280, height: 800 });
  expect(at(-50, -20, 4000, 3000)).toEqual({ width: 1280, height: 800 });
  expect(at(0, 0, 10, 10)).toEqual({ x: 0, y: 0, width: 1024, height: 700 });
});

test('the window opens in the middle when its screen is gone or it has never stood anywhere', () => {
  expect(at(3000, 0)).toEqual({ width: 1280, height: 800 });
  expect(fitBounds(null, screens)).toEqual({ width: 1280, height: 800 });
});

test('three deaths of the engine within five minutes are too many, spread over more they are not', () => {
  const deaths = createEngineDeaths();
  for (const ms of [0, 200_000, 301_000]) deaths.add(ms);
  expect(deaths.areTooMany(301_000)).toBe(false);
  deaths.add(310_000);
  expect(deaths.areTooMany(310_000)).toBe(true);
  expect(deaths.areTooMany(900_000)).toBe(false);
  deaths.forget();
  expect(deaths.areTooMany(310_000)).toBe(false);
});
