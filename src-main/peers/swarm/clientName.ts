import { byteText } from '../byteText';

/** Two letters that clients put into their peer ids. Source: BEP 20. */
const NAMES: Readonly<Record<string, string>> = {
  AZ: 'Vuze', BI: 'BiglyBT', DE: 'Deluge', LT: 'libtorrent', lt: 'rTorrent', qB: 'qBittorrent', TR: 'Transmission', UT: 'µTorrent', WW: 'WebTorrent',
};

/** What an outside client calls itself in its peer id, such as `aria2 1.36.0`; empty: nothing that one could read. */
export function clientName(peerId: Uint8Array): string {
  const text = byteText(peerId);
  const aria2 = /^A2-(\d+)-(\d+)-(\d+)-/.exec(text);
  if (aria2) return `aria2 ${aria2.slice(1).join('.')}`;
  const [, letters = '', digits = ''] = /^-([A-Za-z]{2})([0-9]{4})-/.exec(text) ?? [];
  if (letters === '') return '';
  return `${NAMES[letters] ?? letters} ${[...digits].join('.').replace(/(\.0){1,2}$/, '')}`;
}
