import { createPinia } from 'pinia';
import { createApp } from 'vue';
import '@fontsource-variable/noto-sans-kr/index.css';
import './styles/tokens.css';
import './styles/base.css';
import App from './App.vue';
import { drawsInSoftware } from './canvas/drawsInSoftware';
import { loadFacesOf } from './composables/fontFaces';
import { i18n } from './i18n/index';
import { flatten, messagesOf } from './i18n/messages';
import { useSettings } from './stores/settings';

const app = createApp(App).use(createPinia()).use(i18n);
const settings = useSettings();
const sentences = (): string => [...flatten(messagesOf(settings.language)).values()].join('');
// In the lab's own font from the first picture on: another may have no Korean. Whatever of it fails, the lab opens all the same.
await Promise.allSettled([settings.load().then(() => loadFacesOf(sentences()))]);
app.provide(drawsInSoftware, settings.drawsInSoftware);
app.mount('#app');
