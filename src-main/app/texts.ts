import { compile, createCoreContext, registerMessageCompiler, registerMessageResolver, resolveValue, translate } from '@intlify/core-base';
import type { Language } from '@core/messages/index';
import enMenu from '../../resources/locales/en/menu.json';
import enProblem from '../../resources/locales/en/problem.json';
import koMenu from '../../resources/locales/ko/menu.json';
import koProblem from '../../resources/locales/ko/problem.json';

registerMessageCompiler(compile);
registerMessageResolver(resolveValue);

const messages = { en: { menu: enMenu, problem: enProblem }, ko: { menu: koMenu, problem: koProblem } };

/** The sentence of a key of `menu.json` or `problem.json`, such as `menu.file.open`. */
export type Texts = (key: string, values?: Readonly<Record<string, string>>) => string;

/** Texts of the native menus and dialogs. */
export function createTexts(language: Language): Texts {
  const context = createCoreContext({ locale: language, fallbackLocale: 'en', messages });
  return (key, values = {}) => {
    const text = translate(context, key, { ...values });
    return typeof text === 'string' ? text : key;
  };
}
