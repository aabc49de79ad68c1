import { createI18n } from 'vue-i18n';
import { createFormat } from '../composables/format';
import { languages, messagesOf } from '../i18n/messages';
import type { ChartTheme } from './theme';
import type { ChartWords } from './words';

/** The real sentences of a language, for tests. */
export function wordsOf(language: (typeof languages)[number]): ChartWords {
  const { global } = createI18n({
    legacy: false,
    locale: language,
    messages: Object.fromEntries(languages.map((one) => [one, messagesOf(one)])),
    missing: (_, key) => {
      throw new Error(`no sentence ${key}`);
    },
  });
  const say = (key: string, values = {}) => global.t(key, values);
  return { ...createFormat(language, say), say };
}

/** A theme whose every colour is told apart from every other. */
export const testTheme: ChartTheme = {
  paper: '#ffffff', raised: '#f5f6f8', ink: '#1a1d21', quietInk: '#5a626b', hairline: '#d9dde2',
  clientServer: '#b84a00', peerToPeer: '#0067a8', real: '#007a5a', bound: '#000001', optimistic: '#a8487f',
  warning: '#8a5a00', error: '#b3261e', focus: '#0067a9', groups: ['#0072b2'], fontFamily: 'sans-serif', fontSizePx: 13, lineWidthPx: 2,
};
