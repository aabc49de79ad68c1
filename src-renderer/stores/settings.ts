import { useMediaQuery } from '@vueuse/core';
import type { Language, Settings, Theme } from '@core/messages/index';
import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { askStart } from '../client/start';
import { applyTheme } from '../composables/useTheme';
import { setLanguage as showIn } from '../i18n/index';
import { useSite } from './site';

/** Language, theme and projector mode: kept by main, so that the next start and the menus have them too. */
export const useSettings = defineStore('settings', () => {
  const language = ref<Language>('en');
  const theme = ref<Theme>('system');
  const projector = ref(false);
  const appVersion = ref('');
  const drawsInSoftware = ref(false);
  const site = useSite();
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)');

  const take = (settings: Settings): void => {
    language.value = settings.language;
    theme.value = settings.theme;
    projector.value = settings.projector;
  };

  watch(language, showIn, { immediate: true, flush: 'sync' });
  watch(
    [theme, projector, systemIsDark],
    () => applyTheme(theme.value === 'system' ? systemIsDark.value : theme.value === 'dark', projector.value),
    { immediate: true, flush: 'sync' },
  );

  return {
    language,
    theme,
    projector,
    appVersion,
    drawsInSoftware,
    /** Takes what was kept from the last time, and follows the menus from now on. */
    async load(): Promise<void> {
      const start = await askStart();
      appVersion.value = start.appVersion;
      drawsInSoftware.value = start.drawsInSoftware;
      take(start.settings);
      window.lab.onSettings(take);
    },
    /** Here and below: leaves alone what is fixed for everybody on this computer. */
    setLanguage(next: Language): void {
      if (site.isFixed('language')) return;
      language.value = next;
      void window.lab.setLanguage(next);
    },
    setTheme(next: Theme): void {
      if (site.isFixed('theme')) return;
      theme.value = next;
      void window.lab.setTheme(next);
    },
    setProjector(on: boolean): void {
      if (site.isFixed('projector')) return;
      projector.value = on;
      void window.lab.setProjector(on);
    },
  };
});
