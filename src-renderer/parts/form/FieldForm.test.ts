import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultsOf, peerGroup, protocol } from '@core/scenario/index';
import { i18n } from '../../i18n/index';
import FieldForm from './FieldForm.vue';

interface Props {
  readonly fields: typeof protocol | typeof peerGroup;
  readonly path: (string | number)[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly drafts?: ReadonlyMap<string, { text: string; issue: { code: string; path: string; found: string; allowed: Record<string, number> } }>;
  readonly brief?: boolean;
}
/** The form as the window first draws it. */
const html = (props: Props) => renderToString(createSSRApp(FieldForm, { issues: [], drafts: new Map(), ...props }).use(i18n));
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? '');

beforeEach(() => {
  i18n.global.locale.value = 'en';
});

describe('a form of fields', () => {
  it('has for every field a control with a label and a description', async () => {
    const page = await html({ fields: protocol, path: ['protocol'], values: defaultsOf(protocol) });
    const labelled = all(page, /<label[^>]*\bfor="([^"]+)"/g);
    expect(labelled.length).toBe(Object.keys(protocol).length);
    expect(labelled.filter((id) => !page.includes(`id="${id}"`))).toEqual([]);
    const described = all(page, /aria-describedby="([^"]+)"/g).flatMap((ids) => ids.split(' '));
    expect(described.length).toBe(2 * labelled.length);
    expect(described.filter((id) => !page.includes(`id="${id}"`))).toEqual([]);
  });

  it('shows values with their units, and the word for null', async () => {
    const page = await html({ fields: peerGroup, path: ['peerGroups', 0], values: { ...defaultsOf(peerGroup), downloadBitrate: null, uploadBitrate: 1.5e6 } });
    expect(all(page, /value="([^"]*)"/g)).toEqual(expect.arrayContaining(['1.5 Mbit/s', 'unlimited', '0 s']));
  });

  it('offers the way back to the default only where the value is another one', async () => {
    const page = await html({ fields: protocol, path: ['protocol'], values: { ...defaultsOf(protocol), regularUnchokes: 2 } });
    expect(all(page, /aria-label="(Set [^"]+)"/g)).toEqual(['Set Regular upload slots back to its default, 4']);
  });

  it('keeps a text that is no value as it was typed', async () => {
    const issue = { code: 'quantity.number', path: 'protocol.rechokeSeconds', found: 'soon', allowed: {} };
    const drafts = new Map([['protocol.rechokeSeconds', { text: 'soon', issue }]]);
    expect(await html({ fields: protocol, path: ['protocol'], values: defaultsOf(protocol), drafts })).toContain('value="soon"');
  });

  it('speaks Korean', async () => {
    i18n.global.locale.value = 'ko';
    const page = await html({ fields: peerGroup, path: ['peerGroups', 0], values: defaultsOf(peerGroup) });
    expect(page).toContain('업로드 속도');
  });
});
