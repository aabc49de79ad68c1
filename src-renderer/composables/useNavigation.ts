import { readonly, ref } from 'vue';

/** The screens there are, in the order of the rail. */
export const screens = ['start', 'bounds', 'swarm', 'compare'] as const;
export type ScreenName = (typeof screens)[number];

const screen = ref<ScreenName>('swarm');
const isEditing = ref(false);
const isShowingKeys = ref(false);
const isFindingAction = ref(false);
const isShowingNotes = ref(false);
const isChoosingGoal = ref(false);
const isShowingKept = ref(false);
const isPlanningReal = ref(false);

/** Is that the name of a screen, as a file may have it? */
export const isScreenName = (name: string | undefined): name is ScreenName => screens.some((known) => known === name);

/** Which screen is shown, and what lies over it. */
export const useNavigation = () => ({
  screen: readonly(screen),
  /** The scenario's form, a panel over the Swarm screen. */
  isEditing,
  isShowingKeys,
  /** The list of everything that can be done. */
  isFindingAction,
  /** The notes of the scenario. */
  isShowingNotes,
  /** Until what to run: a panel above the time bar. */
  isChoosingGoal,
  /** The runs that are kept with the document. */
  isShowingKept,
  /** The sheet before a real run. */
  isPlanningReal,
  go(to: ScreenName): void {
    screen.value = to;
    isEditing.value = false;
  },
  edit(): void {
    screen.value = 'swarm';
    isEditing.value = true;
  },
});
