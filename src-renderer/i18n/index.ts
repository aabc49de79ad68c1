import { createI18n } from 'vue-i18n';
import type { Language } from '@core/messages/index';
import { languages, messagesOf } from './messages';

/** The sentences of both languages; switched at run time by `setLanguage`. A missing key shows as itself, and a test finds it first. */
export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: Object.fromEntries(languages.map((language) => [language, messagesOf(language)])),
});

/** Shows everything in that language from now on, and tells the reader of the page so. */
export function setLanguage(language: Language): void {
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
}
