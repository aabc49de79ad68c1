import type { Course, Settings } from '@core/messages/index';
import { parseScenarioText, type Scenario } from '@core/scenario/index';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';

/** A scenario of the course, read once. */
export interface CourseCard {
  readonly name: string;
  readonly scenario: Scenario;
}

/** What whoever looks after this computer has arranged for everybody on it. */
export const useSite = defineStore('site', () => {
  const fixed = shallowRef<ReadonlySet<keyof Settings>>(new Set());
  const course = shallowRef<Course | null>(null);
  const cards = computed<readonly CourseCard[]>(() =>
    (course.value?.scenarios ?? []).flatMap(({ name, text }) => {
      const read = parseScenarioText(text);
      return read.ok ? [{ name, scenario: read.value }] : [];
    }),
  );

  return {
    course,
    cards,
    isFixed: (name: keyof Settings): boolean => fixed.value.has(name),
    /** Asks main. Not waited for at the start: the course may lie on a slow share. */
    async load(): Promise<void> {
      const site = await window.lab.getSite();
      fixed.value = new Set(site.fixed);
      course.value = site.course;
    },
  };
});
