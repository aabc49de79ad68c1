import { useI18n } from 'vue-i18n';
import type actions from '../../resources/locales/en/actions.json';
import type branch from '../../resources/locales/en/branch.json';
import type events from '../../resources/locales/en/events.json';
import type kept from '../../resources/locales/en/kept.json';
import type menu from '../../resources/locales/en/menu.json';
import type recovery from '../../resources/locales/en/recovery.json';
import type shell from '../../resources/locales/en/shell.json';
import type start from '../../resources/locales/en/start.json';
import type real from '../../resources/locales/en/real.json';
import type player from '../../resources/locales/en/player.json';
import type swarm from '../../resources/locales/en/swarm.json';
import type views from '../../resources/locales/en/views.json';

/** Areas whose keys are checked when the code is compiled. */
interface Areas {
  actions: typeof actions;
  branch: typeof branch;
  events: typeof events;
  kept: typeof kept;
  menu: typeof menu;
  recovery: typeof recovery;
  shell: typeof shell;
  start: typeof start;
  player: typeof player;
  real: typeof real;
  swarm: typeof swarm;
  views: typeof views;
}

type Paths<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Paths<Tree[Key]>}`;
}[keyof Tree & string];

/** A key of a sentence of the shell's own areas, e.g. `player.play.label`. */
export type TextKey = Paths<Areas>;

export type Values = Readonly<Record<string, string | number>>;

/**
 * The sentences of the language in use.
 * `t` takes keys of the shell's own areas only; `any` takes keys that are made from data, such as `scenario.issue.<code>`.
 */
export function useText() {
  const { t, te, locale } = useI18n();
  return {
    locale,
    /** @param plural how many are spoken of, for sentences with a form for one and a form for many */
    t: (key: TextKey, values: Values = {}, plural?: number): string => (plural === undefined ? t(key, values) : t(key, values, plural)),
    /** The sentence of a key that is only known at run time; `otherwise` where there is none. */
    any: (key: string, values: Values, otherwise: string): string => (te(key) || te(key, 'en') ? t(key, values) : otherwise),
  };
}
