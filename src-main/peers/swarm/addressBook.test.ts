import { expect, it } from 'vitest';
import { createAddressBook, MOST_GUESTS } from './addressBook';
import { clientName } from './clientName';

const idOf = (text: string) => Uint8Array.from(Buffer.from(text.padEnd(20, 'x'), 'latin1'));

it.each([
  ['A2-1-36-0-', 'aria2 1.36.0'], ['-TR3000-', 'Transmission 3.0'], ['-qB4520-', 'qBittorrent 4.5.2'], ['-XX1234-', 'XX 1.2.3.4'],
  ['<script>alert(1)</s>', ''], ['\u0000\u00ff', ''],
])('%j names itself %j', (peerId, name) => expect(clientName(idOf(peerId))).toBe(name));

it('a client that the tracker has introduced is one, whether it is dialled or dials', () => {
  const seated: string[] = [];
  const book = createAddressBook(3, (name) => void seated.push(name));
  const address = { host: '127.0.0.1', port: 21001 };
  expect(book.introduce(address, idOf('A2-1-36-0-'))).toBe(3);
  expect([book.numberAt(address), book.numberOf(idOf('A2-1-36-0-'))]).toEqual([3, 3]);
  expect(book.addressOf(3)).toEqual(address);
  // It was started again: another id, where it was.
  expect(book.introduce(address, idOf('A2-1-36-0-again'))).toBe(3);
  expect(book.numberOf(idOf('A2-1-36-0-again'))).toBe(3);
  expect(seated).toEqual(['aria2 1.36.0']);
});

it('nobody becomes one of the own peers by what it says', () => {
  const book = createAddressBook(3, () => undefined);
  book.add(1, idOf('-SL0100-one'));
  book.moved(1, { host: '127.0.0.12', port: 4000 });
  book.introduce({ host: '127.0.0.1', port: 666 }, idOf('-SL0100-one'));
  book.introduce({ host: '127.0.0.12', port: 4000 }, idOf('-XX0000-liar'));
  expect(book.numberAt({ host: '127.0.0.1', port: 666 })).toBeGreaterThanOrEqual(3);
  expect(book.numberOf(idOf('-XX0000-liar'))).toBeGreaterThanOrEqual(3);
  expect(book.numberOf(idOf('-SL0100-one'))).toBe(1);
});

it('there is room for so many, and no more', () => {
  const book = createAddressBook(2, () => undefined);
  for (let guest = 0; guest < MOST_GUESTS; guest++) expect(book.numberAt({ host: '127.0.0.1', port: 1000 + guest })).toBe(2 + guest);
  expect(book.numberAt({ host: '127.0.0.1', port: 9 })).toBe(-1);
  expect(book.introduce({ host: '127.0.0.1', port: 9 }, idOf('-TR3000-'))).toBe(-1);
});
