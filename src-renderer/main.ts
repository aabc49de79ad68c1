import { createPinia } from 'pinia';
import { createApp } from 'vue';
import '@fontsource-variable/noto-sans-kr/index.css';
import './styles/tokens.css';
import './styles/base.css';
import App from './App.vue';
import { i18n } from './i18n/index';
import { useSettings } from './stores/settings';

const app = createApp(App).use(createPinia()).use(i18n);
// A canvas does not wait for a font as text on the page does: Korean would be drawn as boxes and stay so.
// Of the many faces each covers a few letters, so all are loaded (0.4 s, from the bundle) before anything is drawn.
await Promise.allSettled([useSettings().load(), ...[...document.fonts].map((face) => face.load())]);
app.mount('#app');
