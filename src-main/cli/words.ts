import { compile, createCoreContext, registerLocaleFallbacker, registerMessageCompiler, registerMessageResolver, fallbackWithLocaleChain, resolveValue, translate } from '@intlify/core-base';
import enCli from '../../resources/locales/en/cli.json';
import enProblem from '../../resources/locales/en/problem.json';
import enResult from '../../resources/locales/en/result.json';
import enScenario from '../../resources/locales/en/scenario.json';
import koCli from '../../resources/locales/ko/cli.json';
import koProblem from '../../resources/locales/ko/problem.json';
import koResult from '../../resources/locales/ko/result.json';
import koScenario from '../../resources/locales/ko/scenario.json';

export type Language = 'en' | 'ko';

/** The sentence of a key such as `cli.interrupted`, with its values filled in. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

registerMessageCompiler(compile);
registerMessageResolver(resolveValue);
registerLocaleFallbacker(fallbackWithLocaleChain);

const messages = {
  en: { cli: enCli, problem: enProblem, result: enResult, scenario: enScenario },
  ko: { cli: koCli, problem: koProblem, result: koResult, scenario: koScenario },
};

/** Language of a POSIX environment: the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set decides; English for all that is not Korean. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^ko(?![a-z])/i.test(locale) ? 'ko' : 'en';
}

export function createWords(language: Language): Words {
  const context = createCoreContext({ locale: language, fallbackLocale: 'en', messages, missingWarn: false, fallbackWarn: false });
  return (key, values = {}) => {
    const sentence = translate(context, key, values);
    return typeof sentence === 'string' ? sentence : key;
  };
}
